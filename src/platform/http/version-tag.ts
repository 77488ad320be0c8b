import { hash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../errors/domain-error.js';
import { strongTags } from './entity-tag.js';

/** What is between the quotes of a tag of ours: the version, a hash, and how it was compressed. */
const VERSION = /^(\d+)\.[\w-]+$/;

const versions = new WeakMap<FastifyReply, number>();

/** Notes which version of a resource an answer shows, for `plainTag`. */
export function versioned<T extends object>(reply: FastifyReply, version: number, body: T): T {
  versions.set(reply, version);
  return body;
}

/** A strong ETag of an answer that is not compressed; it also says which version it shows, where that was noted. */
export function plainTag(reply: FastifyReply, payload: string | Buffer): string {
  const version = versions.get(reply);
  return `"${version === undefined ? '' : `${version}.`}${hash('sha1', payload, 'base64url')}"`;
}

/** Gives an answer a strong ETag that also says which version of the resource it shows: its own, if none is named. */
export function tagged<T extends { version: number }>(reply: FastifyReply, body: T): T;
export function tagged<T extends object>(reply: FastifyReply, body: T, version: number): T;
export function tagged<T extends { version?: number }>(
  reply: FastifyReply,
  body: T,
  version = body.version,
): T {
  versioned(reply, version as number, body);
  void reply.header('etag', plainTag(reply, JSON.stringify(body)));
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
