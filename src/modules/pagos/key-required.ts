import type { RequestContext } from '../../platform/access/request-context.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { IdempotencyKey } from '../../platform/idempotency/idempotency-key.js';

/**
 * The idempotency key of a request that moves money.
 *
 * @throws {DomainError} `clave-idempotencia-requerida`
 */
export function keyRequired({ key }: RequestContext): IdempotencyKey {
  if (!key) throw new DomainError('clave-idempotencia-requerida');
  return key;
}
