import { DiscoveryService } from '@nestjs/core';
import type { Person } from './personal-data.js';

/** A run that reads or erases, as whoever started it wants to follow it. */
export interface PersonalRun {
  readonly simulacro: boolean;
  readonly signal: AbortSignal;
  progress(done: number, total: number | null, unit?: string): void;
  log(line: string): void;
  /** A safe point: throws when the run has to stop. */
  checkpoint(): Promise<void>;
}

/** What a module holds of a person elsewhere than in its tables: files, Redis, the archive. */
export interface PersonalHolder {
  /** As the `name` of a `PersonalData`. */
  readonly name: string;
  /** What there is of him; left out where it is nothing that one could read. */
  read?(person: Person): AsyncIterable<object>;
  /** Erases it. Safe to repeat. @throws any error; then it is tried again later */
  erase(person: Person, run: PersonalRun): Promise<void>;
}

/** Marks a provider as a `PersonalHolder`: whoever gives out or erases somebody's data finds it. */
export const HoldsPersonalData = DiscoveryService.createDecorator<void>();
