import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** An answer that is no page: nothing in it may be loaded, run or framed. */
const ANSWER: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  frameguard: { action: 'deny' },
};

/** The page at `/docs`: its scripts and styles are ours, and it asks nobody but us. Swagger writes styles into the page. */
const DOCS: FastifyHelmetOptions = {
  ...ANSWER,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
};

/** What the config of a route may say of these headers. */
interface HeadersConfig {
  helmet?: FastifyHelmetOptions | { skipRoute: true };
  straight?: boolean;
}

/** Gives every answer the headers that tell browsers what they may not do with it. Call it before routes are registered. */
export async function addSecurityHeaders(fastify: FastifyInstance): Promise<void> {
  fastify.addHook('onRoute', (route) => {
    const config = (route.config ??= {}) as HeadersConfig;
    if (route.url.startsWith('/docs')) config.helmet = DOCS;
    // No browser reads it, and a dozen headers would cost it more than its routing. One of them is for whoever does.
    if (config.straight) {
      config.helmet = { skipRoute: true };
      route.onRequest = [nosniff, ...[route.onRequest ?? []].flat()];
    }
  });
  await fastify.register(helmet, ANSWER);
}

const nosniff = (
  _request: unknown,
  reply: { header(name: string, value: string): unknown },
  done: () => void,
) => {
  void reply.header('x-content-type-options', 'nosniff');
  done();
};
