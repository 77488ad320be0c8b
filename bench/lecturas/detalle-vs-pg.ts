import { Child } from '../harness/child.js';
import { historyTemplate, wholeHistory } from '../harness/history.js';
import { Load } from '../harness/load.js';
import type { Bench, Comparison, Measurement } from '../harness/measurement.js';
import { inTurns } from '../harness/rounds.js';
import { Stack } from '../harness/stack.js';
import { count } from '../../tools/runtime/numbers.js';
import { detailOf, pickCodigos } from './codigos.js';

const CONNECTIONS = 64;
const POOL = 10;
const CODIGOS = 20_000;

/** What the program adds to its own two statements. */
export const detalleVsPg: Measurement = {
  id: 'detalle_vs_pg',
  description: 'GET /v1/envios/:codigo ÷ Fastify y pg solos, con las mismas dos sentencias y la fila en JSON',
  target: { atLeast: 0.8 },
  async run(bench: Bench): Promise<Comparison> {
    const size = wholeHistory(bench);
    const stack = await Stack.create(bench, 'detalle', await historyTemplate(bench, size));
    const api = await stack.start('api', { DATABASE_POOL_MAX: String(POOL) });
    const codigos = await pickCodigos(stack.pool, bench.rapid ? 1_000 : CODIGOS);
    const baseline = await Child.start({
      script: 'bench/esqueleto/bare-detail.ts',
      args: [stack.databaseUrl, String(POOL)],
      env: { NODE_ENV: 'production' },
    });
    bench.cleanup.add(() => baseline.stop());
    const requests = codigos.map((codigo) => ({ method: 'GET' as const, path: detailOf(codigo) }));
    const load = await Load.create(bench, 'detalle', requests);
    const { postgres } = bench.services.cpuSeconds;
    const run = { connections: CONNECTIONS, duration: bench.rapid ? 1_000 : 6_000, expected: 200 };
    const sideOf = (origin: string, name: string, process: Child) =>
      load.run({ ...run, origin }, { [name]: () => process.cpuSeconds(), postgres });
    const rounds = await inTurns(
      bench,
      () => sideOf(stack.url, 'api', api),
      () => sideOf(`http://127.0.0.1:${baseline.port}`, 'fastify', baseline),
    );
    await Promise.all([load.stop(), baseline.stop(), stack.close()]);
    return {
      subject: { name: 'API', rounds: rounds.subject },
      baseline: { name: 'Fastify + pg', rounds: rounds.baseline },
      unit: 'solicitudes/s',
      notes: [
        ...rounds.notes,
        `${CONNECTIONS} conexiones HTTP, ${POOL} a PostgreSQL; ${count(codigos.length)} de ${count(size.envios)} envíos ` +
          `en ${size.months} meses, en orden al azar, todos en la base`,
      ],
    };
  },
};
