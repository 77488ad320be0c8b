import type { RequestContext } from '../../platform/access/request-context.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { dealOwner } from '../catalogo/contract.js';

/**
 * The cliente who buys: whoever asks, or whom an operador names.
 *
 * @throws {DomainError} `validacion` when somebody names somebody else
 */
export function buyerOf(
  message: { readonly context: RequestContext },
  { compradorId }: { compradorId?: string | null },
): string | null {
  const own = dealOwner(message)?.[1];
  if (own === undefined) return compradorId ?? message.context.actor.clienteId ?? null;
  if (compradorId != null && compradorId.toLowerCase() !== own)
    throw DomainError.invalid([{ pointer: '#/compradorId', code: 'no-existe' }]);
  return own;
}
