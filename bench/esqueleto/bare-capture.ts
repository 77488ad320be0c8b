/** The least that could stand in for POST /v1/trazas: Fastify validates the body and answers. Nothing is kept. */
import { fastify } from 'fastify';
import { readFileSync } from 'node:fs';
import { serve } from './serve.js';

const { schema, answer } = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as {
  schema: object;
  answer: object;
};

// As the API does: what is wrong is refused, never mended.
const app = fastify({
  ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false } },
});
app.post('/v1/trazas', { schema: { body: schema } }, async (_request, reply) => reply.code(202).send(answer));

await serve(app);
