import { DiscoveryService } from '@nestjs/core';
import type { Queryable } from '../database/pool.js';
import type { Fact } from '../log/fact.js';

/**
 * Something that reacts to what happened. It reads the log in order, from where it stood, however long it was away.
 *
 * It calls nobody outside: for that it files errands (`src/platform/errands`). It makes its effects idempotent under the
 * fact's id where a repeat could be seen, as an operator can set a reader back.
 */
export interface Reader {
  /** Its name for ever, kebab-case: its place in the log is kept under it. */
  readonly name: string;
  /** Patterns of the types that it wants: `pe.trazo.pedido.*`. */
  readonly types: readonly string[];
  /** Facts that it takes at a time; 500 if left out. */
  readonly batchSize?: number;
  /** Facts of one key are handled in order and in one transaction; by kind and id of the subject if left out. */
  keyOf?(fact: Fact): string;
  /**
   * Works off facts of one key, in the transaction that also moves the reader's place: either all of it is there, or
   * nothing.
   *
   * @throws whatever went wrong. After some tries the facts are taken one by one, and one that still fails is set aside.
   */
  handle(facts: readonly Fact[], db: Queryable): Promise<void>;
  /**
   * Builds what the reader keeps from what there is, once, when it first begins; from then on it reads what comes after.
   * A fact that is younger than the snapshot may be in it and come again. A reader without it begins at the oldest fact.
   */
  snapshot?(db: Queryable): Promise<void>;
}

/** Marks a provider as a `Reader`: worker processes find it and run it. */
export const LogReader = DiscoveryService.createDecorator<void>();

/** Facts that a reader takes at a time, if it does not say. */
export const BATCH_SIZE = 500;

/** The key of a fact for a reader that has none of its own. */
export const subjectKey = ({ subjectType, subject }: Fact) => `${subjectType} ${subject}`;
