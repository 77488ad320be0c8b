import { resolve } from 'node:path';
import { either } from '../../cli/words.mjs';
import { UserError } from '../../scripts/lib/errors.mjs';
import { complain, say } from '../../scripts/lib/terminal.mjs';
import { commonHelp, integer, parseTool, speakAsAsked, version } from '../../tools/runtime/common-options.js';
import { newSeed } from '../../tools/runtime/random.js';
import { ROOT } from '../../scripts/setup.mjs';
import { toolsDir } from '../support/servers.js';
import { FAULT_KINDS, type Planned } from './plan.js';
import { describeRun, plainRun } from './report.js';
import { type FaultResult, runFaults } from './run.js';
import type { System } from './system.js';

const WIDTH = 16;

const SPANISH = () => `npm run faults -- [opciones]

Levanta una instalación propia (PostgreSQL, Redis, dos API, dos workers), manda trazas sin parar y la rompe de todas las
maneras que conoce: kill -9, SIGSTOP, SIGTERM, cables lentos, cortados y mudos, discos llenos, dos workers con la misma
tanda. Al final compara con lo que se confirmó con 202. Termina con 1 si se rompió alguna promesa.

  --seed N        las mismas fallas, en el mismo orden, que otra vez; sin ella, una al azar
  --faults K      cuántas fallas (100)
  --minutos M     ni una más pasados M minutos: se comprueba lo que haya
  --rate R        solicitudes por segundo (30)
  --lanes L       cuántas fallas a la vez, como mucho (3)
  --solo texto    solo las fallas que llevan ese texto en su nombre
  --detalle       una línea por falla, con su prueba
${commonHelp(WIDTH, { url: false })}

Solo rompe lo que levanta: no toma --url, y TRAZO_URL no cambia nada.`;

const ENGLISH = () => `npm run faults -- [options]

Starts an installation of its own (PostgreSQL, Redis, two APIs, two workers), posts trazas without a break and breaks it in
every way it knows: kill -9, SIGSTOP, SIGTERM, wires that are slow, cut or mute, full disks, two workers with one tanda.
At the end it compares with what was acknowledged with 202. Ends with 1 if a promise was broken.

  --seed N        the same faults in the same order as another time; a random one if missing
  --faults K      how many faults (100)
  --minutos M     none after M minutes: what there is is checked
  --rate R        requests a second (30)
  --lanes L       how many faults at a time, at most (3)
  --solo text     only faults that have this text in their name
  --detalle       a line for each fault, with its evidence
${commonHelp(WIDTH, { url: false })}

It breaks what it starts and nothing else: it takes no --url, and TRAZO_URL changes nothing.`;

const help = () => either(SPANISH(), ENGLISH());

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  speakAsAsked(args);
  const values = parse(args);
  if (values.help) return say(help());
  if (values.version) return say(version());
  const tell = values.json ? () => undefined : say;
  const seed = integer('seed', values.seed, 0) ?? newSeed();
  const faults = integer('faults', values.faults, 1) ?? 100;
  const minutes = integer('minutos', values.minutos, 1);
  const only = FAULT_KINDS.filter(({ name }) => name.includes(values.solo));
  if (only.length === 0)
    throw new UserError(
      `${either('No hay tal falla. Hay:', 'There is no such fault. There are:')} ${FAULT_KINDS.map(({ name }) => name).join(', ')}.`,
    );
  tell(either(`Semilla ${seed}: ${faults} fallas`, `Seed ${seed}: ${faults} faults`));
  const begun = performance.now();
  const onFault = (result: FaultResult, done: number) => {
    const seconds = Math.round((performance.now() - begun) / 1_000);
    const { kind, target, evidence, recoveryMs } = result;
    if (values.detalle)
      tell(
        `${done}  ${seconds} s  ${kind} (${target}): ${evidence}; ${either('recuperado en', 'recovered in')} ${Math.round(recoveryMs)} ms`,
      );
    else if (done % 25 === 0) tell(`${done}/${faults} ${either('fallas', 'faults')}, ${seconds} s`);
  };
  const onMiss = ({ kind, target }: Planned, reason: string) => {
    if (values.detalle)
      tell(`   ${either('no ocurrió', 'did not happen')}: ${kind.name} (${target}): ${reason}`);
  };
  const result = await runFaults({
    seed,
    faults,
    ...(minutes !== undefined && { limitMs: minutes * 60_000 }),
    rate: integer('rate', values.rate, 1) ?? 30,
    lanes: integer('lanes', values.lanes, 1) ?? 3,
    apis: 2,
    workers: 2,
    toolsDir: resolve(ROOT, toolsDir()),
    only,
    onSystem: closeWhenTold,
    onFault,
    onMiss,
  });
  say(values.json ? JSON.stringify(plainRun(result)) : `\n${describeRun(result)}`);
  if (result.violations.length > 0) process.exitCode = 1;
}

/** Servers and disks of a run must not outlive it. */
function closeWhenTold(system: System): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      say(either('\nParando…', '\nStopping…'));
      void system.close().finally(() => process.exit(130));
    });
}

function parse(args: string[]) {
  const { values } = parseTool(
    args,
    {
      seed: { type: 'string' },
      faults: { type: 'string' },
      minutos: { type: 'string' },
      rate: { type: 'string' },
      lanes: { type: 'string' },
      solo: { type: 'string', default: '' },
      detalle: { type: 'boolean' },
    },
    { help },
  );
  if (values.url === undefined) return values;
  throw new UserError(
    either(
      'Las fallas rompen una instalación propia: no toman --url.',
      'Faults break an installation of their own: they take no --url.',
    ),
  );
}

try {
  await main();
} catch (error) {
  complain(error instanceof UserError ? error.message : String((error as Error).stack));
  process.exitCode = 1;
}
process.exit();
