import { isStorable } from '../../../platform/validation/json-bounds.js';
import { inNfc } from '../../../platform/validation/nfc.js';
import { readDto } from '../../../platform/validation/dto.js';
import { RecuperacionInput } from '../correo/correo.dto.js';
import type { Identity } from './emisor.js';

const MAX_NAME = 200;
const MAX_SUBJECT = 500;

/** Names that issuers have for who somebody is: OpenID Connect, and Facebook's kind. */
type Claims = Readonly<Record<string, unknown>>;

/**
 * What an issuer says of somebody. What is not of our forms is as if it were not said.
 *
 * @throws when it does not say whom it means.
 */
export function identityOf(emisor: string, claims: Claims): Identity {
  const sujeto = textOf(claims['sub'] ?? claims['id'], MAX_SUBJECT);
  if (sujeto === null) throw new Error(`${emisor} does not say whom it means`);
  const email = emailOf(claims['email']);
  return {
    emisor,
    sujeto,
    email,
    // Some say it as a text.
    verified: email !== null && String(claims['email_verified']) === 'true',
    nombre: textOf(claims['name'], MAX_NAME),
  };
}

function textOf(value: unknown, max: number): string | null {
  if (typeof value !== 'string' || !isStorable(value) || value.trim() === '') return null;
  return [...inNfc(value)].length <= max ? inNfc(value) : null;
}

/** By the same rule as an address that is typed. */
function emailOf(value: unknown): string | null {
  const { value: read, faults } = readDto(RecuperacionInput, { email: value });
  return faults.count > 0 ? null : read.email;
}
