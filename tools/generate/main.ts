import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { either } from '../../cli/words.mjs';
import { UserError } from '../../scripts/lib/errors.mjs';
import { complain, say } from '../../scripts/lib/terminal.mjs';
import { ROOT } from '../../scripts/setup.mjs';
import { progressOn, silent } from '../replay/progress.js';
import { speakAsAsked, version } from '../runtime/common-options.js';
import { count, decimal } from '../runtime/numbers.js';
import { writeHistory } from './history.js';
import { help, parseOptions } from './options.js';
import { instanceDatabase, type Target } from './target.js';

let target: Target | undefined;

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  speakAsAsked(args);
  const asked = parseOptions(args, process.env);
  if (asked.help) return say(help());
  if (asked.version) return say(version());
  const { history, json = false } = asked;
  target = asked.url
    ? { url: asked.url, release: async () => undefined }
    : await instanceDatabase(asked.instance, json);
  const { url } = target;
  migrate(url);
  if (!asked.add) await refuseData(url);
  const [envios, months] = [count(history.envios), count(history.months)];
  if (!json)
    say(
      either(
        `${envios} envíos en ${months} meses. Semilla ${history.seed}`,
        `${envios} envíos in ${months} months. Seed ${history.seed}`,
      ),
    );
  const started = performance.now();
  const progress = (json ? silent : progressOn(process.stdout))('Envíos', history.envios);
  await writeHistory(url, history, (written) => progress.update(written));
  progress.stop();
  const seconds = (performance.now() - started) / 1_000;
  const size = await sizeOf(url);
  if (json) return say(JSON.stringify({ semilla: history.seed, ...size, segundos: seconds }));
  say(`${describe(size)}; ${decimal(seconds, 1)} s`);
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
  if (status !== 0) {
    const what = either('No se pudo preparar la base de datos', 'The database could not be prepared');
    throw new UserError(`${what}:\n${stderr.trim()}`);
  }
}

/** @throws {UserError} when there are envíos already. */
async function refuseData(url: string): Promise<void> {
  const [row] = await ask(url, 'SELECT EXISTS (SELECT FROM envios) AS some');
  if (row?.['some'])
    throw new UserError(
      either(
        'La base de datos ya tiene envíos y no se tocó. Con --agregar se suman a los que hay.',
        'The database has envíos already and was left alone. With --agregar they are added to those.',
      ),
    );
}

/** What a database holds, and its size in MiB. */
interface Size {
  envios: number;
  trazas: number;
  mib: number;
}

async function sizeOf(url: string): Promise<Size> {
  const [row] = await ask(
    url,
    `SELECT (SELECT count(*) FROM envios)::float8 AS envios, (SELECT count(*) FROM trazas)::float8 AS trazas,
            pg_database_size(current_database())::float8 / 2 ^ 20 AS mib`,
  );
  return row as unknown as Size;
}

function describe({ envios, trazas, mib }: Size): string {
  const [allEnvios, allTrazas, size] = [count(envios), count(trazas), count(mib)];
  return either(
    `La base tiene ${allEnvios} envíos y ${allTrazas} trazas, ${size} MiB`,
    `The database has ${allEnvios} envíos and ${allTrazas} trazas, ${size} MiB`,
  );
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
    say(
      either(
        '\nParando: queda cada mes que ya estaba entero.',
        '\nStopping: every month that was whole stays.',
      ),
    );
    void target?.release().finally(() => process.exit(130));
  });

await main().catch((error: unknown) => {
  complain(error instanceof UserError ? error.message : String((error as Error).stack));
  process.exitCode = 1;
});
await target?.release();
process.exit();
