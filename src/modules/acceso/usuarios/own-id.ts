import type { RequestContext } from '../../../platform/access/request-context.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { SECOND_FACTOR } from '../domain/rights.js';

/**
 * The person who asks about himself.
 *
 * @param pending - Whether he may who has not shown his second factor yet.
 * @throws {DomainError} `recurso-desconocido` for what is no person, `segundo-factor` for who has to show it first
 */
export function ownId({ actor }: RequestContext, { pending = false } = {}): string {
  if (actor.tipo !== 'usuario')
    throw new DomainError('recurso-desconocido', { recurso: 'usuario', id: 'yo' });
  if (!pending && actor.ambitos.includes(SECOND_FACTOR)) throw new DomainError('segundo-factor');
  return actor.id;
}
