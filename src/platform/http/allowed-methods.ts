import type { FastifyInstance } from 'fastify';

/**
 * Remembers the routes that will be registered.
 *
 * @returns the methods that a path has a route for, for `Allow`: none if there is nothing at all.
 */
export function rememberMethods(fastify: FastifyInstance): (path: string) => string[] {
  const routes: { parts: string[]; methods: string[] }[] = [];
  fastify.addHook('onRoute', ({ url, method }) => {
    routes.push({ parts: partsOf(url), methods: [method].flat() });
  });
  return (path) => {
    const parts = partsOf(path);
    const met = routes.filter((route) => matches(route.parts, parts));
    return [...new Set(met.flatMap(({ methods }) => methods))].sort();
  };
}

const partsOf = (path: string) => path.replace(/\/$/, '').split('/');

function matches(pattern: readonly string[], parts: readonly string[]): boolean {
  return (
    pattern.length === parts.length &&
    pattern.every((part, index) => (part.startsWith(':') ? parts[index] !== '' : part === parts[index]))
  );
}
