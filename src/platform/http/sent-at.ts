import { DomainError } from '../errors/domain-error.js';
import { parseInstant } from '../validation/instant.js';

/** `Trazo-Enviado-En` in the API description. */
export const ENVIADO_EN = {
  name: 'Trazo-Enviado-En',
  required: false,
  schema: { type: 'string', format: 'date-time' },
};

/**
 * When a request was sent by its sender's clock, RFC 3339; undefined if it does not say.
 *
 * @throws {DomainError} `validacion` for what is not an instant.
 */
export function enviadoEnOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header !== 'string' || parseInstant(header) === undefined)
    throw DomainError.invalid([{ pointer: '#/Trazo-Enviado-En', code: 'fecha' }]);
  return header;
}
