import { createHmac, timingSafeEqual } from 'node:crypto';

/** The parts of a key: whose it is, its secret, and both with what proves that we wrote them. */
export interface ApiKey {
  id: string;
  secret: string;
  text: string;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Of the 62 characters: 238 bits. */
export const SECRET_LENGTH = 40;
const CHECK_LENGTH = 8;

const FORM = new RegExp(
  `^(trz_([0-9a-f]{32})_([A-Za-z0-9]{${SECRET_LENGTH}}))([A-Za-z0-9]{${CHECK_LENGTH}})$`,
);

/** A key for an id: `trz_<id>_<secret><checksum>`. The checksum needs a key of the house, so nobody else makes one up. */
export function writeKey(id: string, secret: string, checkKey: Buffer): string {
  const body = `trz_${id.replaceAll('-', '')}_${secret}`;
  return body + checksum(body, checkKey);
}

/** A secret of these random numbers, each from 0 to 61. */
export const secretOf = (numbers: readonly number[]): string =>
  numbers.map((number) => ALPHABET[number]).join('');

/** How many characters a secret is made of. */
export const LETTERS = ALPHABET.length;

/** The parts of a key; undefined for whatever is none of ours, one with a character changed among it. */
export function readKey(text: string, checkKey: Buffer): ApiKey | undefined {
  const [, body, hex, secret, check] = FORM.exec(text) ?? [];
  if (!body || !hex || !secret || !check) return undefined;
  if (!timingSafeEqual(Buffer.from(check), Buffer.from(checksum(body, checkKey)))) return undefined;
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { id, secret, text };
}

/** Whether a text looks like a key at all. */
export const looksLikeKey = (text: string): boolean => text.startsWith('trz_');

function checksum(body: string, key: Buffer): string {
  const digest = createHmac('sha256', key).update(body).digest();
  return secretOf([...digest.subarray(0, CHECK_LENGTH)].map((byte) => byte % LETTERS));
}
