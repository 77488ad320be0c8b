import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '../../scripts/lib/terminal.mjs';
import { ROOT } from '../../scripts/setup.mjs';
import { createEnvios, openMonths } from '../esqueleto/traffic.js';
import { until } from '../esqueleto/until.js';
import { Child } from '../harness/child.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { Stack } from '../harness/stack.js';
import { Fleet } from './fleet.js';

const RIVALS = ['bullmq', 'pg-boss', 'graphile-worker'] as const;
const CONNECTIONS = 64;
const ENVIOS = 2_000;

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
    const manifest = await installRivals(bench);
    const own = await measureOwn(bench);
    const speeds: [name: string, speed: Speed][] = [];
    for (const kind of RIVALS) speeds.push([kind, await measureRival(bench, kind, manifest)]);
    const rows = [['Trazo', own] as const, ...speeds].flatMap(([name, { accepted, stored }]) => [
      [`${name}, aceptadas/s`, accepted] as const,
      [`${name}, guardadas/s`, stored] as const,
    ]);
    return {
      value: own.stored / Math.max(...speeds.map(([, { stored }]) => stored)),
      unit: 'ratio',
      behind: Object.fromEntries(rows),
      notes: [
        `trazas de a una por solicitud, ${CONNECTIONS} conexiones, sin worker; después un worker vacía la cola`,
        'los otros guardan la fila y nada más: sin recibos, sin vistas, sin apartar la que no se puede guardar',
      ],
    };
  },
};

/**
 * They are no dependency of ours: only whoever measures needs them.
 *
 * @returns the package.json from which they can be found.
 */
async function installRivals(bench: Bench): Promise<string> {
  const directory = join(bench.services.directory, '../rivales');
  const manifest = join(directory, 'package.json');
  mkdirSync(directory, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(join(ROOT, 'bench/rivals', name), join(directory, name));
  if (!existsSync(join(directory, 'node_modules')))
    await step('Instalando pg-boss y graphile-worker', async () =>
      execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
        cwd: directory,
        stdio: 'ignore',
      }),
    );
  return manifest;
}

async function measureOwn(bench: Bench): Promise<Speed> {
  const stack = await Stack.create(bench, 'rival_trazo');
  await stack.start('api');
  const speed = await measure(bench, stack, stack.url, () =>
    stack.start('worker', { TRAZO_REFRESCO_SEGUNDOS: '86400' }),
  );
  await stack.close();
  return speed;
}

async function measureRival(bench: Bench, kind: (typeof RIVALS)[number], manifest: string): Promise<Speed> {
  const stack = await Stack.create(bench, `rival_${kind.replace('-', '_')}`);
  await stack.start('api');
  const start = async (role: string) => {
    const child = await Child.start({
      script: 'bench/ingesta/rival.ts',
      args: [kind, role, stack.databaseUrl, bench.services.redisUrl, manifest],
      env: { NODE_ENV: 'production' },
    });
    bench.cleanup.add(() => child.stop());
    return child;
  };
  const api = await start('api');
  const workers: Child[] = [];
  const speed = await measure(bench, stack, `http://127.0.0.1:${api.port}`, async () => {
    workers.push(await start('worker'));
  });
  await Promise.all([...workers, api].map((child) => child.stop()));
  await stack.close();
  return speed;
}

async function measure(
  bench: Bench,
  stack: Stack,
  url: string,
  startWorker: () => Promise<unknown>,
): Promise<Speed> {
  await openMonths(stack.url);
  const codigos = await createEnvios(stack.url, ENVIOS, bench.seed);
  const fleet = await Fleet.create(bench, stack.prefix.slice(1, -1), codigos);
  const { accepted, seconds } = await fleet.post({
    origin: url,
    connections: CONNECTIONS,
    seconds: bench.rapid ? 1 : 5,
    offered: 0,
    obeys: true,
    sizes: [1],
  });
  await fleet.stop();
  await startWorker();
  const working = performance.now();
  await until(`${accepted} trazas guardadas`, async () => {
    const { rows } = await stack.pool.query<{ total: number }>(
      'SELECT count(*)::integer AS total FROM trazas',
    );
    return (rows[0]?.total ?? 0) >= accepted;
  });
  return { accepted: accepted / seconds, stored: (1_000 * accepted) / (performance.now() - working) };
}
