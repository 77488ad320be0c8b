import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Seconds for which a browser remembers what it may send. */
const REMEMBERED_S = 600;

/** Headers of answers that pages may read. */
const EXPOSED = [
  'content-disposition',
  'etag',
  'link',
  'location',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'trazo-al-dia',
  'trazo-version',
  'x-request-id',
];

/**
 * Lets pages of some origins ask (CORS). A page of any other one gets no permission, so its browser shows it nothing; with no
 * origins at all nothing is said of it.
 */
export async function addCrossOrigin(fastify: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  const optionsOf = ({ headers, method }: FastifyRequest): FastifyCorsOptions => {
    const { origin = '' } = headers;
    if (!origins.includes(origin)) return { origin: false };
    return {
      origin,
      credentials: true,
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      exposedHeaders: EXPOSED,
      maxAge: REMEMBERED_S,
      // An OPTIONS that asks for nothing is one of a route that has it.
      preflight: method === 'OPTIONS' && headers['access-control-request-method'] !== undefined,
    };
  };
  await fastify.register(cors, { delegator: (request, done) => done(null, optionsOf(request)) });
}
