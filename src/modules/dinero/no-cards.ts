import { DomainError } from '../../platform/errors/domain-error.js';
import { cardNumbersIn } from './domain/card-number.js';

/**
 * Refuses what somebody sends when a text of it has the number of a card: it is never kept, and never told again.
 *
 * @throws {DomainError} `validacion` pointing at each such text
 */
export function refuseCardNumbers(value: unknown): void {
  const found = cardNumbersIn(value);
  if (found.length > 0)
    throw DomainError.invalid(found.map((pointer) => ({ pointer, code: 'numero-de-tarjeta' })));
}
