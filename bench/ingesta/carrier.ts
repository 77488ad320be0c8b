import { createEnvios, openMonths } from '../esqueleto/traffic.js';
import { untilFolded } from '../esqueleto/until.js';
import type { Child } from '../harness/child.js';
import type { Bench } from '../harness/measurement.js';
import { Stack } from '../harness/stack.js';
import { Fleet } from './fleet.js';

/** What devices and integrators post: mostly one traza, now and then what was gathered offline, or a list of an office. */
export const MIXED = [1, 1, 1, 1, 1, 1, 1, 1, 20, 100];

/** A whole installation at work: API, worker, envíos in the base of 36 open months, and a fleet that carries them. */
export interface Carrier {
  stack: Stack;
  api: Child;
  worker: Child;
  codigos: string[];
  fleet: Fleet;
}

/** @param envios - How many are on the road. */
export async function startCarrier(bench: Bench, name: string, envios: number): Promise<Carrier> {
  const stack = await Stack.create(bench, name);
  const api = await stack.start('api');
  await openMonths(stack.url);
  const codigos = await createEnvios(stack.url, envios, bench.seed);
  const worker = await stack.start('worker');
  await untilFolded(stack.pool);
  await stack.pool.query('VACUUM ANALYZE');
  return { stack, api, worker, codigos, fleet: await Fleet.create(bench, name, codigos) };
}

export async function closeCarrier({ stack, fleet }: Carrier): Promise<void> {
  await fleet.stop();
  await stack.close();
}
