import { DiscoveryService } from '@nestjs/core';

/** An errand in the hands of a worker. */
export interface Errand {
  id: string;
  destination: string;
  /** Id of its fact. The worker gives it to the other system as the idempotency key. */
  fact: string;
  body: Readonly<Record<string, unknown>>;
  /** Tries so far, this one included. */
  tries: number;
}

/** Does the errands of one kind. */
export interface ErrandWorker {
  /** Name of the kind, kebab-case. */
  readonly kind: string;
  /** Errands at a time in one process; 32 if left out. */
  readonly parallel?: number;
  /**
   * Errands at a time for one destination, in all processes together; 1 if left out: then they go out in order. Those of one
   * subject go out in order in any case.
   */
  readonly perDestination?: number;
  /** Tries until the pool gives it up and an operator must look; 10 if left out. */
  readonly attempts?: number;
  /** Seconds until the next try, after this many tries and this error; doubling from 5 s up to an hour if left out. */
  backoffS?(tries: number, error: unknown): number;
  /**
   * Does one errand. It may be done again after a kill, with the same `fact`.
   *
   * @param signal - Aborted when the errand belongs to another worker, or the process has to stop.
   * @throws any error: the errand is tried again after a pause.
   */
  run(errand: Errand, signal: AbortSignal): Promise<void>;
}

/** Marks a provider as an `ErrandWorker`: worker processes find it and run it. */
export const WorksErrands = DiscoveryService.createDecorator<void>();

const FIRST_PAUSE_S = 5;
const LONGEST_PAUSE_S = 3_600;

/** The default of `backoffS`. */
export function doublingPause(tries: number): number {
  return Math.min(FIRST_PAUSE_S * 2 ** Math.min(tries - 1, 20), LONGEST_PAUSE_S);
}
