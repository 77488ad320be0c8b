import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { promisify } from 'node:util';
import { pipeline, type Readable } from 'node:stream';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import { DomainError } from '../errors/domain-error.js';
import { problemAnswer } from '../errors/problem-answer.js';
import { preferredCoding } from './accept.js';
import { namesStrongly, namesWeakly } from './entity-tag.js';
import { plainTag } from './version-tag.js';

/** A way to compress an answer. */
type Coding = 'br' | 'gzip';

/** Answers that are smaller are sent as they are: they fit into one packet anyway. */
const WORTH_BYTES = 1_024;

/** What is text. Events that are sent as they happen must not wait in a compressor. */
const COMPRESSIBLE =
  /^(?:text\/(?!event-stream)|application\/(?:[\w.+-]*json|x-ndjson|javascript|xml)|image\/svg)/i;

// A level that costs about as much as gzip does, and less on the wire.
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const COMPRESS: Record<Coding, (body: string | Buffer) => Promise<Buffer>> = {
  br: (body) => promisify(brotliCompress)(body, BROTLI),
  gzip: (body) => promisify(gzip)(body),
};

const COMPRESSOR = { br: () => createBrotliCompress(BROTLI), gzip: () => createGzip() };

/**
 * Makes of what a GET answers the representation that is asked for: compressed if the client takes that, with a strong ETag of
 * its own, and nothing at all if the client has it already (RFC 9110, 8.8.3 and 13). A HEAD has the same headers. Call it
 * before routes are registered and after whatever else changes them.
 */
export function addRepresentations(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (route.method !== 'GET' && route.method !== 'HEAD') return;
    const others = [route.onSend ?? []].flat() as NonNullable<RouteOptions['onSend']>[];
    // Fastify's own, which drops the body of a HEAD, has to come after it.
    route.onSend = (route.method === 'GET' ? [...others, represent] : [represent, ...others]) as never;
  });
}

async function represent(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (reply.statusCode !== 200 || payload == null) return payload;
  const whole = typeof payload === 'string' || payload instanceof Buffer;
  const coding = codingOf(request, reply, whole ? Buffer.byteLength(payload) : Infinity);
  if (whole) {
    const etag = tagOf(reply, payload, coding);
    const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
    if (ifMatch !== undefined && !namesStrongly(ifMatch, etag)) return refuse(request, reply);
    if (ifNoneMatch !== undefined && namesWeakly(ifNoneMatch, etag)) return unchanged(reply);
  }
  if (!coding) return payload;
  void reply.header('content-encoding', coding).removeHeader('content-length');
  return whole
    ? COMPRESS[coding](payload)
    : pipeline(payload as Readable, COMPRESSOR[coding](), () => undefined);
}

/** How to compress an answer, if at all; and says that this depends on what the client takes. */
function codingOf(request: FastifyRequest, reply: FastifyReply, bytes: number): Coding | undefined {
  const type = String(reply.getHeader('content-type') ?? '');
  if (bytes < WORTH_BYTES || !COMPRESSIBLE.test(type) || reply.hasHeader('content-encoding'))
    return undefined;
  const vary = reply.getHeader('vary');
  void reply.header('vary', [vary ?? [], 'accept-encoding'].flat().join(', '));
  const accepted = request.headers['accept-encoding'];
  if (!accepted) return undefined;
  const coding = preferredCoding(String(accepted), ['br', 'gzip', 'identity']);
  return coding === 'identity' ? undefined : coding;
}

/** The ETag of a representation. Compressed it is another sequence of bytes, and has another one. */
function tagOf(reply: FastifyReply, payload: string | Buffer, coding: Coding | undefined): string {
  const known = reply.getHeader('etag') as string | undefined;
  const plain = known ?? plainTag(reply, payload);
  const etag = coding ? plain.replace(/"$/, `-${coding}"`) : plain;
  void reply.header('etag', etag);
  return etag;
}

function unchanged(reply: FastifyReply): string {
  void reply.code(304).removeHeader('content-length').removeHeader('content-type');
  return '';
}

function refuse(request: FastifyRequest, reply: FastifyReply): string {
  const { status, headers, body } = problemAnswer(new DomainError('version-distinta'), request);
  void reply.code(status).removeHeader('etag').headers(headers);
  return body;
}
