import type { FastifyReply } from 'fastify';

/** Answers 202 with the address where it can be followed. */
export function accepted<T>(reply: FastifyReply, location: string, body: T): T {
  void reply.code(202).header('location', location);
  return body;
}
