import type { RequestContext } from '../../../platform/access/request-context.js';
import { DomainError } from '../../../platform/errors/domain-error.js';

/**
 * The person who asks about himself.
 *
 * @throws {DomainError} `recurso-desconocido` for what is no person
 */
export function ownId({ actor }: RequestContext): string {
  if (actor.tipo !== 'usuario')
    throw new DomainError('recurso-desconocido', { recurso: 'usuario', id: 'yo' });
  return actor.id;
}
