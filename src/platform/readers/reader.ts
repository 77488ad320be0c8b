import { DiscoveryService } from '@nestjs/core';
import type { Queryable } from '../database/pool.js';
import type { Fact } from '../log/fact.js';

/**
 * Reacts to facts. It reads the log in order, and continues where it stopped, however long it was away.
 *
 * It calls no other system; it files errands for that (`src/platform/errands`). An operator can set a reader back, so it uses
 * the fact's id to make its effects idempotent wherever a repeat would be visible.
 */
export interface Reader {
  /** Its name for ever, kebab-case: its place in the log is kept under it. */
  readonly name: string;
  /** Patterns of the types that it wants: `pe.trazo.objeto.*`. */
  readonly types: readonly string[];
  /** Facts that it takes at a time; 500 if left out. */
  readonly batchSize?: number;
  /** Facts of one key are handled in order and in one transaction; by kind and id of the subject if left out. */
  keyOf?(fact: Fact): string;
  /**
   * Handles facts of one key, in the transaction that also moves the reader's place: both are committed, or neither.
   *
   * @throws any error. After some tries the facts are handled one by one, and one that still fails is set aside.
   */
  handle(facts: readonly Fact[], db: Queryable): Promise<void>;
  /**
   * Builds the reader's data from the current state, once, when the reader first starts. Then the reader reads later facts.
   * A fact that is newer than the snapshot may be in it and come again. A reader without this starts at the oldest fact.
   */
  snapshot?(db: Queryable): Promise<void>;
}

/** Marks a provider as a `Reader`: worker processes find it and run it. */
export const LogReader = DiscoveryService.createDecorator<void>();

/** Facts that a reader takes at a time, if it does not say. */
export const BATCH_SIZE = 500;

/** The key of a fact for a reader that has none of its own. */
export const subjectKey = ({ subjectType, subject }: Fact) => `${subjectType} ${subject}`;
