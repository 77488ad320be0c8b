import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../errors/domain-error.js';

const TAG = /"(\d+)\.[\w-]*"/g;

/** Gives an answer a strong ETag that also says which version of the resource it shows. */
export function tagged<T extends { version: number }>(reply: FastifyReply, body: T): T {
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 16);
  void reply.header('etag', `"${body.version}.${hash}"`);
  return body;
}

/**
 * Holds `If-Match` against the version that is to be changed: what a resource shows may change by itself, and only a
 * change of its own is one that the caller has not seen.
 *
 * @throws {DomainError} `version-distinta`
 */
export function assertMatches(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  if (![...ifMatch.matchAll(TAG)].some(([, seen]) => Number(seen) === version))
    throw new DomainError('version-distinta');
}
