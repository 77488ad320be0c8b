import { hash, randomBytes } from 'node:crypto';

/** Nobody guesses 256 bits. */
const BYTES = 32;

/** A secret that we give out, and of which we keep the hash. */
export interface SecretToken {
  token: string;
  huella: Buffer;
}

/** A new one. */
export function newToken(): SecretToken {
  const token = randomBytes(BYTES).toString('base64url');
  return { token, huella: fingerprintOf(token) };
}

const FORM = /^[\w-]{43}$/;

/** Whether a text may be one of ours. */
export const isToken = (text: string): boolean => FORM.test(text);

/** What is kept of a secret. It has too many bits to be guessed, so a plain hash will do. */
export const fingerprintOf = (token: string): Buffer => hash('sha256', token, 'buffer');
