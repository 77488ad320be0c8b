import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '../../scripts/lib/terminal.mjs';
import { ROOT } from '../../scripts/setup.mjs';
import { createEnvios, makeTrazas, openMonths, type Traza } from '../esqueleto/traffic.js';
import { until } from '../esqueleto/until.js';
import { Child } from '../harness/child.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { Stack } from '../harness/stack.js';
import { inLanes } from '../runtime/lanes.js';

const RIVALS = ['bullmq', 'pg-boss', 'graphile-worker'] as const;
const LANES = 64;

/** Trazas a second: acknowledged while no worker runs, and stored once one does. */
interface Speed {
  accepted: number;
  stored: number;
}

/** The whole road of Trazo beside the shorter road of what a team would pick instead. */
export const rivals: Measurement = {
  id: 'rivales',
  description:
    'trazas guardadas/s de Trazo, con recibos y vistas ÷ del mejor de: un job de BullMQ por traza con createMany, pg-boss, ' +
    'graphile-worker',
  target: null,
  async run(bench: Bench): Promise<Figure> {
    await installRivals();
    const trazas = bench.rapid ? 1_000 : 20_000;
    const own = await measureOwn(bench, trazas);
    const speeds: [name: string, speed: Speed][] = [];
    for (const kind of RIVALS) speeds.push([kind, await measureRival(bench, kind, trazas)]);
    const rows = [['Trazo', own] as const, ...speeds].flatMap(([name, { accepted, stored }]) => [
      [`${name}, aceptadas/s`, accepted] as const,
      [`${name}, guardadas/s`, stored] as const,
    ]);
    return {
      value: own.stored / Math.max(...speeds.map(([, { stored }]) => stored)),
      unit: 'ratio',
      behind: Object.fromEntries(rows),
      notes: [
        `${trazas} trazas de a una por solicitud y ${LANES} conexiones, primero sin worker, después un worker que vacía la cola`,
        'los otros guardan la fila y nada más: sin recibos, sin vistas, sin apartar la que no se puede guardar',
      ],
    };
  },
};

/** They are no dependency of ours: only whoever measures needs them. */
async function installRivals(): Promise<void> {
  const directory = join(ROOT, 'bench/rivals');
  if (existsSync(join(directory, 'node_modules'))) return;
  await step('Instalando pg-boss y graphile-worker', async () =>
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: directory,
      stdio: 'ignore',
    }),
  );
}

async function measureOwn(bench: Bench, count: number): Promise<Speed> {
  const stack = await Stack.create(bench, 'rival_trazo');
  await stack.start('api');
  const speed = await measure(bench, stack, count, stack.url, () =>
    stack.start('worker', { TRAZO_REFRESCO_SEGUNDOS: '86400' }),
  );
  await stack.close();
  return speed;
}

async function measureRival(bench: Bench, kind: (typeof RIVALS)[number], count: number): Promise<Speed> {
  const stack = await Stack.create(bench, `rival_${kind.replace('-', '_')}`);
  await stack.start('api');
  const start = async (role: string) => {
    const child = await Child.start({
      script: 'bench/ingesta/rival.ts',
      args: [kind, role, stack.databaseUrl, bench.services.redisUrl],
      env: { NODE_ENV: 'production' },
    });
    bench.cleanup.add(() => child.stop());
    return child;
  };
  const api = await start('api');
  const workers: Child[] = [];
  const speed = await measure(bench, stack, count, `http://127.0.0.1:${api.port}`, async () => {
    workers.push(await start('worker'));
  });
  await Promise.all([...workers, api].map((child) => child.stop()));
  await stack.close();
  return speed;
}

async function measure(
  bench: Bench,
  stack: Stack,
  count: number,
  url: string,
  startWorker: () => Promise<unknown>,
): Promise<Speed> {
  await openMonths(stack.url);
  const codigos = await createEnvios(stack.url, 2_000, bench.seed);
  const trazas = makeTrazas(codigos, count, bench.seed);
  const begun = performance.now();
  await inLanes(trazas, LANES, (traza) => postOne(url, traza));
  const accepted = (1_000 * count) / (performance.now() - begun);
  await startWorker();
  const working = performance.now();
  await until(`${count} trazas guardadas`, async () => {
    const { rows } = await stack.pool.query<{ total: number }>(
      'SELECT count(*)::integer AS total FROM trazas',
    );
    return (rows[0]?.total ?? 0) >= count;
  });
  return { accepted, stored: (1_000 * count) / (performance.now() - working) };
}

async function postOne(url: string, traza: Traza): Promise<void> {
  const answer = await fetch(`${url}/v1/trazas`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(traza),
  });
  if (answer.status !== 202) throw new Error(`Una traza recibió ${answer.status}.`);
  await answer.arrayBuffer();
}
