import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { UserError } from '../../scripts/lib/errors.mjs';
import { complain, say } from '../../scripts/lib/terminal.mjs';
import { ROOT } from '../../scripts/setup.mjs';
import { progressOn } from '../replay/progress.js';
import { count, decimal } from '../runtime/numbers.js';
import { writeHistory } from './history.js';
import { HELP, parseOptions } from './options.js';
import { instanceDatabase, type Target } from './target.js';

let target: Target | undefined;

async function main(): Promise<void> {
  const asked = parseOptions(process.argv.slice(2), process.env);
  if (asked.help) return say(HELP);
  const { history } = asked;
  target = asked.url ? { url: asked.url, release: async () => undefined } : await instanceDatabase();
  const { url } = target;
  migrate(url);
  if (!asked.add) await refuseData(url);
  say(`${count(history.envios)} envíos en ${count(history.months)} meses. Semilla ${history.seed}`);
  const started = performance.now();
  const progress = progressOn(process.stdout)('Envíos', history.envios);
  await writeHistory(url, history, (written) => progress.update(written));
  progress.stop();
  const seconds = (performance.now() - started) / 1_000;
  say(`${await describe(url)}; ${decimal(seconds, 1)} s`);
}

/** @throws {UserError} when the database cannot be reached or brought up to date. */
function migrate(url: string): void {
  const env = {
    ...process.env,
    DATABASE_URL: url,
    REDIS_URL: process.env['REDIS_URL'] || 'redis://localhost',
  };
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'dist/src/migrate.js')], {
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new UserError(`No se pudo preparar la base de datos:\n${stderr.trim()}`);
}

/** @throws {UserError} when there are envíos already. */
async function refuseData(url: string): Promise<void> {
  const [row] = await ask(url, 'SELECT EXISTS (SELECT FROM envios) AS some');
  if (row?.['some'])
    throw new UserError(
      'La base de datos ya tiene envíos y no se tocó. Con --agregar se suman a los que hay.',
    );
}

async function describe(url: string): Promise<string> {
  const [row] = await ask(
    url,
    `SELECT (SELECT count(*) FROM envios)::float8 AS envios, (SELECT count(*) FROM trazas)::float8 AS trazas,
            pg_database_size(current_database())::float8 / 2 ^ 20 AS mib`,
  );
  const { envios = 0, trazas = 0, mib = 0 } = row as Record<string, number>;
  return `La base tiene ${count(envios)} envíos y ${count(trazas)} trazas, ${count(mib)} MiB`;
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    say('\nParando: queda cada mes que ya estaba entero.');
    void target?.release().finally(() => process.exit(130));
  });

await main().catch((error: unknown) => {
  complain(error instanceof UserError ? error.message : String((error as Error).stack));
  process.exitCode = 1;
});
await target?.release();
process.exit();
