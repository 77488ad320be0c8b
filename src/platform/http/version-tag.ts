import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../errors/domain-error.js';
import { strongTags } from './entity-tag.js';

/** What is between the quotes of a tag of ours: the version, a hash, and how it was compressed. */
const VERSION = /^(\d+)\.[\w-]+$/;

/** Gives an answer a strong ETag that also says which version of the resource it shows. */
export function tagged<T extends { version: number }>(reply: FastifyReply, body: T): T {
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 16);
  void reply.header('etag', `"${body.version}.${hash}"`);
  return body;
}

/**
 * Holds `If-Match` against the version that is to be changed: what a resource shows may change by itself, and only a
 * change of its own is one that the caller has not seen. A weak tag matches nothing (RFC 9110, 13.1.1).
 *
 * @throws {DomainError} `version-distinta`
 */
export function assertMatches(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined) return;
  const tags = strongTags(ifMatch);
  if (tags !== '*' && !tags.some((tag) => Number(VERSION.exec(tag)?.[1]) === version))
    throw new DomainError('version-distinta');
}
