import { fastifyEtag } from '@fastify/etag';
import type { FastifyInstance, onSendHookHandler } from 'fastify';
import { hash } from 'node:crypto';

/**
 * Gives answers to GET a strong ETag, and those that the caller has already a 304. Other methods get none: the plugin by
 * itself would hash every answer to a POST as well. Call it before routes are registered.
 */
export function addETags(fastify: FastifyInstance): void {
  const onSend = etagHook();
  fastify.addHook('onRoute', (route) => {
    if (route.method === 'GET') route.onSend = [route.onSend ?? [], onSend].flat();
  });
}

/** The hook of the plugin, which it would add to every route. */
function etagHook(): onSendHookHandler {
  const hooks: onSendHookHandler[] = [];
  const recorder = { addHook: (_name: string, hook: onSendHookHandler) => hooks.push(hook) };
  const options = { hashFn: (payload: string | Buffer) => hash('sha1', payload, 'base64') };
  void fastifyEtag(recorder as never, options);
  return hooks[0] as onSendHookHandler;
}
