import type { Random } from '../../tools/runtime/random.js';
import type { System } from './system.js';

/** Thrown when a fault could not be brought about, mostly since another one was in its way: it does not count. */
export class DidNotHappen extends Error {}

/** What a fault is given to work with. */
export interface FaultContext {
  system: System;
  /** The member, server or wire that it strikes. */
  target: string;
  /** How long it lasts, in milliseconds, where it has no natural end. */
  holdMs: number;
  random: Random;
  /** To be called when the trouble is over and the system may recover. */
  lifted(): void;
}

/** A way in which things break. */
export interface FaultKind {
  name: string;
  /** How often it comes, relative to the others. */
  weight: number;
  /** What it can strike. Two faults never strike one target at the same time. */
  targets(system: System): string[];
  /**
   * Brings it about and ends it.
   *
   * @returns what proves that it really happened.
   * @throws {DidNotHappen}
   */
  strike(context: FaultContext): Promise<string>;
}
