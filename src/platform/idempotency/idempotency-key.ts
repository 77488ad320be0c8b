import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';

/** What makes a request the same one again (IETF draft-ietf-httpapi-idempotency-key-header). */
export interface IdempotencyKey {
  /** Principal and route that the key belongs to; others may see the same key. */
  scope: string;
  key: string;
  /** SHA-256 of the body, whatever the order of its keys: the same key must come with the same body. */
  fingerprint: string;
}

// An RFC 8941 string in quotes, or the bare characters.
const HEADER = /^(?:"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\]){1,255})"|([\x21\x23-\x7e]{1,255}))$/;

/**
 * The request's `Idempotency-Key`, or undefined if it has none.
 *
 * @param principal - Whose it is.
 * @throws {DomainError} `clave-idempotencia-invalida`
 */
export function idempotencyKeyOf(
  request: Pick<FastifyRequest, 'headers' | 'params' | 'body' | 'routeOptions'>,
  principal = '',
) {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return undefined;
  const match = HEADER.exec(Array.isArray(header) ? header.join(',') : header);
  if (!match) throw new DomainError('clave-idempotencia-invalida');
  return {
    scope: `${principal && `${principal} `}${request.routeOptions.url}`,
    key: match[1]?.replace(/\\(["\\])/g, '$1') ?? (match[2] as string),
    // Of a body that is a stream, whoever reads it makes the fingerprint.
    fingerprint: request.body instanceof Readable ? '' : fingerprintOf(request),
  } satisfies IdempotencyKey;
}

function fingerprintOf({ params, body }: Pick<FastifyRequest, 'params' | 'body'>): string {
  // What a route acts upon is part of what it is asked to do.
  const path = Object.values((params ?? {}) as Record<string, string>).join('/');
  return (
    createHash('sha256')
      .update(path)
      // What looks the same is the same request.
      .update(JSON.stringify(body ?? null, inOrder).normalize('NFC'))
      .digest('hex')
  );
}

/** Of an object its keys in one order: JSON gives theirs no meaning. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
