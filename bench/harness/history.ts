import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../scripts/setup.mjs';
import { step } from '../../scripts/lib/terminal.mjs';
import { spread } from '../../tools/generate/calendar.js';
import { writeHistory } from '../../tools/generate/history.js';
import { count } from '../../tools/runtime/numbers.js';
import type { Bench } from './measurement.js';

/** How long a history is. */
export interface HistorySize {
  envios: number;
  months: number;
}

const made = new WeakMap<Bench, Map<string, Promise<string>>>();
/** All histories of a run end now. */
const NOW = Date.now();
const CLIENTES = 2_000;
const TRANSPORTISTAS = 24;

/** The last months of a history, the very same ones; the whole has at least ten times as many. */
export function tenthOf({ envios, months }: HistorySize): HistorySize {
  const last = spread(envios, months, NOW).slice(-Math.floor(months / 10));
  return { envios: last.reduce((sum, month) => sum + month.envios, 0), months: last.length };
}

/** The history that most measurements read: a million envíos in three years. */
export function wholeHistory({ rapid }: Bench): HistorySize {
  return rapid ? { envios: 20_000, months: 20 } : { envios: 1_000_000, months: 36 };
}

/** Name of a database with a history of that size, to make copies of. It is written once a run, or was kept from another. */
export function historyTemplate(bench: Bench, size: HistorySize): Promise<string> {
  const histories = made.get(bench) ?? new Map<string, Promise<string>>();
  made.set(bench, histories);
  const name = `historia_${size.envios}_${size.months}`;
  const history = histories.get(name) ?? write(bench, name, size);
  histories.set(name, history);
  return history;
}

async function write(bench: Bench, name: string, { envios, months }: HistorySize): Promise<string> {
  if (await bench.services.hasDatabase(name)) return name;
  const unfinished = `${name}_inconclusa`;
  const url = await bench.services.createDatabase(unfinished);
  const env = { ...process.env, DATABASE_URL: url, REDIS_URL: bench.services.redisUrl };
  execFileSync(process.execPath, [join(ROOT, 'dist/src/migrate.js')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const sizes = { clientes: CLIENTES, transportistas: TRANSPORTISTAS };
  await step(`Escribiendo ${count(envios)} envíos en ${months} meses`, () =>
    writeHistory(url, { envios, months, ...sizes, now: NOW, seed: bench.seed }),
  );
  await bench.services.renameDatabase(unfinished, name);
  return name;
}
