import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { newSeed } from '../../bench/runtime/random.js';
import { UserError } from '../../scripts/lib/errors.mjs';
import { complain, say } from '../../scripts/lib/terminal.mjs';
import { ROOT } from '../../scripts/setup.mjs';
import { toolsDir } from '../support/servers.js';
import { FAULT_KINDS, type Planned } from './plan.js';
import { describeRun } from './report.js';
import { type FaultResult, runFaults } from './run.js';
import type { System } from './system.js';

const HELP = `npm run faults -- [opciones]

Levanta una instalación propia (PostgreSQL, Redis, dos API, dos workers), manda trazas sin parar y la rompe de todas las
maneras que conoce: kill -9, SIGSTOP, SIGTERM, cables lentos, cortados y mudos, discos llenos, dos workers con la misma
tanda. Al final compara con lo que se confirmó con 202. Termina con 1 si se rompió alguna promesa.

  --seed N      las mismas fallas, en el mismo orden, que otra vez; sin ella, una al azar
  --faults K    cuántas fallas (100)
  --minutos M   ni una más pasados M minutos: se comprueba lo que haya
  --rate R      solicitudes por segundo (30)
  --lanes L     cuántas fallas a la vez, como mucho (3)
  --solo texto  solo las fallas que llevan ese texto en su nombre
  --detalle     una línea por falla, con su prueba`;

async function main(): Promise<void> {
  const values = parse(process.argv.slice(2));
  if (values.help) return say(HELP);
  const seed = values.seed === undefined ? newSeed() : integer('--seed', values.seed, 0);
  const faults = integer('--faults', values.faults, 1);
  const only = FAULT_KINDS.filter(({ name }) => name.includes(values.solo));
  if (only.length === 0)
    throw new UserError(`No hay tal falla. Hay: ${FAULT_KINDS.map(({ name }) => name).join(', ')}.`);
  say(`Semilla ${seed}: ${faults} fallas`);
  const begun = performance.now();
  const onFault = (result: FaultResult, done: number) => {
    const seconds = Math.round((performance.now() - begun) / 1_000);
    const { kind, target, evidence, recoveryMs } = result;
    if (values.detalle)
      say(
        `${done}  ${seconds} s  ${kind} (${target}): ${evidence}; recuperado en ${Math.round(recoveryMs)} ms`,
      );
    else if (done % 25 === 0) say(`${done}/${faults} fallas, ${seconds} s`);
  };
  const onMiss = ({ kind, target }: Planned, reason: string) => {
    if (values.detalle) say(`   no ocurrió: ${kind.name} (${target}): ${reason}`);
  };
  const result = await runFaults({
    seed,
    faults,
    ...(values.minutos !== undefined && { limitMs: integer('--minutos', values.minutos, 1) * 60_000 }),
    rate: integer('--rate', values.rate, 1),
    lanes: integer('--lanes', values.lanes, 1),
    apis: 2,
    workers: 2,
    toolsDir: resolve(ROOT, toolsDir()),
    only,
    onSystem: closeWhenTold,
    onFault,
    onMiss,
  });
  say(`\n${describeRun(result)}`);
  if (result.violations.length > 0) process.exitCode = 1;
}

/** Servers and disks of a run must not outlive it. */
function closeWhenTold(system: System): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      say('\nParando…');
      void system.close().finally(() => process.exit(130));
    });
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        seed: { type: 'string' },
        faults: { type: 'string', default: '100' },
        minutos: { type: 'string' },
        rate: { type: 'string', default: '30' },
        lanes: { type: 'string', default: '3' },
        solo: { type: 'string', default: '' },
        detalle: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (cause) {
    throw new UserError(`${(cause as Error).message}\n\n${HELP}`, { cause });
  }
}

function integer(name: string, text: string, min: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min)
    throw new UserError(`${name} lleva un número entero desde ${min}, y no «${text}».`);
  return value;
}

try {
  await main();
} catch (error) {
  complain(error instanceof UserError ? error.message : String((error as Error).stack));
  process.exitCode = 1;
}
process.exit();
