import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../../scripts/lib/errors.mjs';
import { complain, say } from '../../scripts/lib/terminal.mjs';
import { decimal } from '../../tools/runtime/numbers.js';
import { newSeed } from '../../tools/runtime/random.js';
import { Cleanup } from './cleanup.js';
import { describeProfiles } from './profile.js';
import { describe, judge, type Measured, writeResult } from './result.js';
import { startServices } from './services.js';
import type { Bench, Suite } from './measurement.js';
import { listSuites, loadSuite } from './suites.js';

const HELP = `npm run bench                          las mediciones que hay
npm run bench -- <nombre> [opciones]   mide, y deja el resultado en bench/results/<nombre>.json

  --rapido         con pocos datos y en menos de un minuto, para ver que funciona; no deja resultado
  --solo <razón>   solo esa; no deja resultado
  --semilla N      los mismos datos que otra vez
  --conservar      la historia que se escriba queda para la próxima vez con --conservar; no deja resultado
  --perfil         en qué se va el tiempo: perfiles de CPU de API y worker y coste de cada sentencia; no deja resultado

Cada medición arranca un PostgreSQL y un Redis propios, con los ajustes de verdad, y lo para todo al terminar.
Conviene que la máquina no haga otra cosa.`;

const BUSY = 0.5;
const cleanup = new Cleanup();

async function main(): Promise<void> {
  const { values, positionals } = parse(process.argv.slice(2));
  const [name, ...others] = positionals;
  if (values.help) return say(HELP);
  if (name === undefined) return list();
  if (others.length > 0) throw new UserError(`Sobra «${others.join(' ')}»: se mide una cosa por vez.`);
  const suite = await loadSuite(name);
  const chosen = choose(suite, values.solo);
  const seed = values.semilla === undefined ? newSeed() : Number(values.semilla);
  if (!Number.isInteger(seed))
    throw new UserError(`--semilla lleva un número entero, y no «${values.semilla}».`);

  say(`${name}: ${suite.description}\nSemilla ${seed}`);
  if (loadavg()[0]! > BUSY)
    say(`La máquina ya está ocupada (carga ${decimal(loadavg()[0]!, 1)}): las cifras lo notarán.`);
  const { rapido: rapid = false, perfil: profile = false, conservar: keep = false } = values;
  const services = await startServices(cleanup, { profile, keep });
  const profiles = join(services.directory, 'perfiles');
  const bench: Bench = { services, cleanup, rapid, profile, profiles, seed };
  const measured: Measured[] = [];
  for (const measurement of chosen) {
    say(`\n${measurement.id}: ${measurement.description}`);
    measured.push(judge(measurement, await measurement.run(bench)));
  }
  await cleanup.run();
  say(`\n${describe(measured)}`);
  if (profile) return say(`\n${describeProfiles(profiles)}`);
  if (rapid || keep || values.solo !== undefined) return;
  say(`\n→ ${writeResult(name, measured, services)}`);
  if (measured.some(({ ratio }) => ratio.ok === false)) process.exitCode = 1;
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        rapido: { type: 'boolean' },
        perfil: { type: 'boolean' },
        solo: { type: 'string' },
        semilla: { type: 'string' },
        conservar: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    throw new UserError(`${(cause as Error).message}\n\n${HELP}`, { cause });
  }
}

async function list(): Promise<void> {
  for (const name of listSuites()) {
    const { description, measurements } = await loadSuite(name);
    say(`${name}: ${description}`);
    for (const { id, description: what } of measurements) say(`  ${id.padEnd(18)} ${what}`);
  }
  say('\nnpm run bench -- <nombre>, o --help');
}

function choose({ measurements }: Suite, only: string | undefined): Suite['measurements'] {
  const chosen = measurements.filter(({ id }) => only === undefined || id === only);
  if (chosen.length > 0) return chosen;
  throw new UserError(`No hay ninguna razón «${only}». Hay: ${measurements.map(({ id }) => id).join(', ')}.`);
}

let stopping = false;

function fail(error: unknown): void {
  // What was being measured fails for want of servers; nobody needs to hear of it.
  if (stopping) return;
  complain(error instanceof UserError ? error.message : String((error as Error).stack));
  process.exitCode = 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (!stopping) say('\nParando…');
    stopping = true;
    process.exitCode = 130;
    void cleanup.run().finally(() => process.exit());
  });

await main().catch(fail);
await cleanup.run().catch(fail);
process.exit();
