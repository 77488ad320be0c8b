import type { Language } from '../errors/problem-document.js';
import type { IdempotencyKey } from '../idempotency/idempotency-key.js';
import type { Actor } from './actor.js';

/** What a command or a query has to know of its request beside its input. */
export interface RequestContext {
  readonly actor: Actor;
  /**
   * The request's `Idempotency-Key`, undefined if it has none.
   *
   * @throws {DomainError} `clave-idempotencia-invalida`
   */
  readonly key: IdempotencyKey | undefined;
  /** Language of the answer. */
  readonly language: Language;
  /** Aborted when the client closes the connection before it has its answer. */
  readonly gone: AbortSignal;
  readonly requestId: string;
  /** Address of the client. */
  readonly ip: string;
}

/** The context of what an actor has done for him when there is no request. */
export function contextOfActor(actor: Actor, key?: IdempotencyKey): RequestContext {
  return { actor, key, language: 'es', gone: new AbortController().signal, requestId: '', ip: '' };
}
