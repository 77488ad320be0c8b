import type { FastifyInstance } from 'fastify';

/** Listens on a free port, says which, and ends with the process that started this one. */
export async function serve(app: FastifyInstance): Promise<void> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  process.on('disconnect', () => process.exit());
  process.on('SIGTERM', () => process.exit());
  process.send?.({ tipo: 'lista', port: (app.server.address() as { port: number }).port });
}
