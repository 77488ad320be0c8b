import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { either } from '../../cli/words.mjs';
import { takeLock } from '../../scripts/lib/lock.mjs';
import { UserError } from '../../scripts/lib/errors.mjs';
import { isAlive, readRecord } from '../../scripts/lib/processes.mjs';
import { step } from '../../scripts/lib/terminal.mjs';
import { startPostgres } from '../../scripts/services/postgres.mjs';
import { DATABASE, USER } from '../../scripts/services/postgres-cluster.mjs';
import { readLaunchConfig } from '../../scripts/supervisor/config.mjs';
import { ROOT } from '../../scripts/setup.mjs';

const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

/** A database to write into, and how to let go of it. */
export interface Target {
  url: string;
  release(): Promise<void>;
}

/**
 * The database of `npm start` in this data directory: the one that runs, or else one that runs for as long as this.
 *
 * @param expected - Where its API is expected to be.
 * @param quiet - Whether to say nothing of the steps.
 * @throws {UserError} when the instance is another one, or has no database of its own.
 */
export async function instanceDatabase(expected: string | undefined, quiet = false): Promise<Target> {
  const { dataDir, port } = readLaunchConfig(process.env, ROOT);
  const running = readRecord(join(dataDir, 'run', 'postgres.json'));
  const instance = readRecord(join(dataDir, 'run', 'instancia.json'));
  if (expected !== undefined) checkInstance(expected, dataDir, (isAlive(instance) && instance?.port) || port);
  if (isAlive(instance) && isAlive(running) && running?.port)
    return { url: urlOf(dataDir, running.port), release: async () => undefined };
  const unlock = await takeLock(join(dataDir, 'run', 'instancia.json'), {
    waitMs: 0,
    onTimeout: ({ pid }) =>
      new UserError(
        either(
          `La instancia de ${dataDir} (proceso ${pid}) no tiene un PostgreSQL propio: indica --base.`,
          `The instance of ${dataDir} (process ${pid}) has no PostgreSQL of its own: name one by --base.`,
        ),
      ),
  });
  try {
    const start = () => startPostgres({ dataDir });
    const postgres = await (quiet
      ? start()
      : step(either('Arrancando PostgreSQL', 'Starting PostgreSQL'), start));
    return {
      url: postgres.url,
      async release() {
        await postgres.stop();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** A history in the wrong database is hard to take back. */
function checkInstance(expected: string, dataDir: string, port: number): void {
  const { port: text, protocol, hostname } = new URL(expected);
  const asked = Number(text || (protocol === 'https:' ? 443 : 80));
  if (asked === port && LOCAL.includes(hostname)) return;
  throw new UserError(
    either(
      `${expected} no es la instancia de ${dataDir}, que está en el puerto ${port}: indica --base o TRAZO_DATA_DIR.`,
      `${expected} is not the instance of ${dataDir}, which is on port ${port}: say --base or TRAZO_DATA_DIR.`,
    ),
  );
}

function urlOf(dataDir: string, port: number): string {
  const file = join(dataDir, 'postgres', 'password');
  if (!existsSync(file))
    throw new UserError(
      either(`Falta ${file}: indica --base.`, `${file} is missing: name the database by --base.`),
    );
  return `postgresql://${USER}:${readFileSync(realpathSync(file), 'utf8')}@127.0.0.1:${port}/${DATABASE}`;
}
