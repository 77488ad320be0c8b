import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../scripts/setup.mjs';
import { step } from '../../scripts/lib/terminal.mjs';
import { writeHistory } from '../generate/history.js';
import { count } from '../runtime/numbers.js';
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

/** A history with as many envíos a month, ten times shorter and of a size that is made in a moment. */
export function tenthOf({ envios, months }: HistorySize): HistorySize {
  return { envios: Math.round(envios / 10), months: Math.round(months / 10) };
}

/** The history that most measurements read: a million envíos. */
export function wholeHistory({ rapid }: Bench): HistorySize {
  return rapid ? { envios: 20_000, months: 20 } : { envios: 1_000_000, months: 30 };
}

/** Name of a database with a history of that size, to make copies of. It is written once a run. */
export function historyTemplate(bench: Bench, size: HistorySize): Promise<string> {
  const histories = made.get(bench) ?? new Map<string, Promise<string>>();
  made.set(bench, histories);
  const name = `historia_${size.envios}_${size.months}`;
  const history = histories.get(name) ?? write(bench, name, size);
  histories.set(name, history);
  return history;
}

async function write(bench: Bench, name: string, { envios, months }: HistorySize): Promise<string> {
  const url = await bench.services.createDatabase(name);
  const env = { ...process.env, DATABASE_URL: url, REDIS_URL: bench.services.redisUrl };
  execFileSync(process.execPath, [join(ROOT, 'dist/src/migrate.js')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const sizes = { clientes: CLIENTES, transportistas: TRANSPORTISTAS };
  await step(`Escribiendo ${count(envios)} envíos en ${months} meses`, () =>
    writeHistory(url, { envios, months, ...sizes, now: NOW, seed: bench.seed }),
  );
  return name;
}
