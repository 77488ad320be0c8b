import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from '../harness/child.js';
import { Load } from '../harness/load.js';
import { inTurns } from '../harness/rounds.js';
import { Stack } from '../harness/stack.js';
import type { Bench, Comparison, Measurement } from '../harness/measurement.js';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import { createEnvios, makeTrazas } from './traffic.js';

const CONNECTIONS = 64;
const ENVIOS = 1_000;
const TRAZAS = 20_000;

/** What one durable traza costs over validating it and answering. */
export const unoVsFastify: Measurement = {
  id: 'uno_vs_fastify',
  description: '202 de una traza por solicitud, ya en disco ÷ Fastify solo, que valida el mismo cuerpo',
  target: null,
  async run(bench: Bench): Promise<Comparison> {
    const stack = await Stack.create(bench, 'uno');
    const api = await stack.start('api');
    const codigos = await createEnvios(stack.url, ENVIOS, bench.seed);
    const bodies = makeTrazas(codigos, TRAZAS, bench.seed).map((traza) => JSON.stringify(traza));
    const { capturaId, baseline } = await startBaseline(bench, stack.url, bodies[0] as string);
    const load = await Load.create(
      bench,
      'uno',
      bodies.map((body) => ({ method: 'POST', path: '/v1/trazas', body })),
    );
    const { redis, cpuSeconds } = bench.services;
    const run = { connections: CONNECTIONS, duration: bench.rapid ? 1_000 : 6_000, expected: 202 };
    const rounds = await inTurns(
      bench,
      async () => {
        const side = await load.run(
          { ...run, origin: stack.url },
          { api: () => api.cpuSeconds(), redis: cpuSeconds.redis },
        );
        // Nobody works the queue off: it would grow from round to round.
        await redis.flushall();
        return side;
      },
      () =>
        load.run(
          { ...run, origin: `http://127.0.0.1:${baseline.port}` },
          { fastify: () => baseline.cpuSeconds() },
        ),
    );
    await Promise.all([load.stop(), baseline.stop(), stack.close()]);
    return {
      subject: { name: 'API', rounds: rounds.subject },
      baseline: { name: 'Fastify', rounds: rounds.baseline },
      unit: 'solicitudes/s',
      notes: [
        ...rounds.notes,
        `${CONNECTIONS} conexiones; el worker no corre; Redis con appendfsync always`,
        `Fastify valida con el mismo JSON Schema, sin lo que JSON Schema no sabe decir (dígito de control, fechas), y ` +
          `contesta lo mismo (capturaId de ${capturaId.length} caracteres)`,
      ],
    };
  },
};

/** The schema is the one that the API publishes, the answer one that it gave. */
async function startBaseline(bench: Bench, url: string, body: string) {
  const headers = { ...HOUSE_HEADERS, 'content-type': 'application/json' };
  const [api, answer] = await Promise.all([
    fetch(`${url}/docs/openapi.json`),
    fetch(`${url}/v1/trazas`, { method: 'POST', headers, body }),
  ]);
  const { components } = (await api.json()) as { components: { schemas: Record<string, object> } };
  const captura = (await answer.json()) as { capturaId: string };
  const file = join(bench.services.directory, 'fastify.json');
  writeFileSync(file, JSON.stringify({ schema: components.schemas['TrazaInput'], answer: captura }));
  const baseline = await Child.start({
    script: 'bench/esqueleto/bare-capture.ts',
    args: [file],
    env: { NODE_ENV: 'production' },
  });
  bench.cleanup.add(() => baseline.stop());
  return { baseline, capturaId: captura.capturaId };
}
