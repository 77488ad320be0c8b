import type { FastifyRequest } from 'fastify';
import { clientAddress } from '../network/addresses.js';
import { type Actor, unknownActor } from './actor.js';

const actors = new WeakMap<FastifyRequest, Actor>();

/** Notes who asks. */
export function noteActor(request: FastifyRequest, actor: Actor): void {
  actors.set(request, actor);
}

/** Who asks: somebody unknown, who may do nothing, where nobody has looked. */
export function actorOf(request: FastifyRequest): Actor {
  return actors.get(request) ?? unknownActor(clientAddress(request));
}
