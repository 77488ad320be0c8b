import { Child } from '../harness/child.js';
import { Load } from '../harness/load.js';
import { inTurns } from '../harness/rounds.js';
import { Stack } from '../harness/stack.js';
import type { Bench, Comparison, Measurement } from '../harness/measurement.js';
import { randomOf, shuffled } from '../../tools/runtime/random.js';
import { count, decimal } from '../../tools/runtime/numbers.js';
import { createEnvios, makeTrazas, openMonths, postTrazas } from './traffic.js';
import { untilDrained, untilFolded } from './until.js';

const CONNECTIONS = 64;
const POOL = 10;
const TRAZAS_EACH = 4;
/** Share of the envíos that have changed since the last refresh. */
const CHANGED = 0.1;
const TANDA = 500;

/** What a detail costs over its two statements. */
export const detalleVsPg: Measurement = {
  id: 'detalle_vs_pg',
  description: 'GET /v1/envios/:codigo ÷ Fastify y pg solos, con las mismas dos sentencias y la fila en JSON',
  target: null,
  async run(bench: Bench): Promise<Comparison> {
    const stack = await Stack.create(bench, 'detalle');
    const api = await stack.start('api', { DATABASE_POOL_MAX: String(POOL) });
    const codigos = await seed(bench, stack);
    const { rows } = await stack.pool.query<{ share: number }>(
      'SELECT (SELECT count(*) FROM delta_envios_detalle)::float8 / count(*) AS share FROM envios',
    );
    const baseline = await Child.start({
      script: 'bench/esqueleto/bare-detail.ts',
      args: [stack.databaseUrl, String(POOL)],
      env: { NODE_ENV: 'production' },
    });
    bench.cleanup.add(() => baseline.stop());
    const load = await Load.create(
      bench,
      'detalle',
      shuffled(codigos, randomOf(bench.seed)).map((codigo) => ({
        method: 'GET',
        path: `/v1/envios/${codigo}`,
      })),
    );
    const { postgres } = bench.services.cpuSeconds;
    const run = { connections: CONNECTIONS, duration: bench.rapid ? 1_000 : 6_000, expected: 200 };
    const rounds = await inTurns(
      bench,
      () => load.run({ ...run, origin: stack.url }, { api: () => api.cpuSeconds(), postgres }),
      () =>
        load.run(
          { ...run, origin: `http://127.0.0.1:${baseline.port}` },
          { fastify: () => baseline.cpuSeconds(), postgres },
        ),
    );
    await Promise.all([load.stop(), baseline.stop(), stack.close()]);
    return {
      subject: { name: 'API', rounds: rounds.subject },
      baseline: { name: 'Fastify + pg', rounds: rounds.baseline },
      unit: 'solicitudes/s',
      notes: [
        ...rounds.notes,
        `${CONNECTIONS} conexiones HTTP, ${POOL} a PostgreSQL; el worker no corre; 36 meses abiertos`,
        `${count(codigos.length)} envíos en orden al azar, ${TRAZAS_EACH} trazas cada uno de media; ` +
          `${decimal(100 * (rows[0]?.share ?? 0), 0)} % en el delta, el resto en la base`,
      ],
    };
  },
};

/** Envíos with a history in the base, and a share of them changed since. */
async function seed(bench: Bench, stack: Stack): Promise<string[]> {
  await openMonths(stack.url);
  const codigos = await createEnvios(stack.url, bench.rapid ? 3_000 : 20_000, bench.seed);
  await postTrazas(stack.url, makeTrazas(codigos, codigos.length * TRAZAS_EACH, bench.seed), TANDA);
  await stack.start('worker', { TRAZO_REFRESCO_SEGUNDOS: '1' });
  await untilDrained(stack.pool, codigos.length * TRAZAS_EACH);
  await untilFolded(stack.pool);
  await stack.stop('worker');

  const changed = codigos.slice(0, codigos.length * CHANGED);
  await postTrazas(
    stack.url,
    changed.flatMap((codigo) => makeTrazas([codigo], 1, bench.seed + codigos.indexOf(codigo) + 1)),
    TANDA,
  );
  await stack.start('worker', { TRAZO_REFRESCO_SEGUNDOS: '86400' });
  await untilDrained(stack.pool, codigos.length * TRAZAS_EACH + changed.length);
  await stack.stop('worker');
  await stack.pool.query('VACUUM ANALYZE');
  return codigos;
}
