import type { FastifyReply } from 'fastify';

/** Answers 201 with the address of what was created. */
export function created<T>(reply: FastifyReply, location: string, body: T): T {
  void reply.code(201).header('location', location);
  return body;
}
