import { DiscoveryService } from '@nestjs/core';
import type { Fact, Owners } from './fact.js';
import type { Place } from './place.js';

/** A stretch of the log, and what of it is wanted. */
export interface Window {
  after: Place;
  /** Last position to look at. */
  upTo: number;
  /** Facts at most. */
  limit: number;
  /** Patterns of types, of which a fact meets at least one. */
  types: readonly string[];
  /** Only facts with these owners, of those that each fact names. */
  owner?: Owners;
}

/** Reads facts from rows of the log that hold many facts in a compact form. */
export interface FactSource {
  /** Types of the facts that it makes. */
  readonly types: readonly string[];
  /** The facts of a stretch in their order, at most as many as are wanted. */
  list(window: Window): Promise<Fact[]>;
}

/** Marks a provider as a `FactSource`. */
export const SourceOfFacts = DiscoveryService.createDecorator<void>();
