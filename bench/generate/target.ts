import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from '../../scripts/lib/lock.mjs';
import { UserError } from '../../scripts/lib/errors.mjs';
import { isAlive, readRecord } from '../../scripts/lib/processes.mjs';
import { step } from '../../scripts/lib/terminal.mjs';
import { startPostgres } from '../../scripts/services/postgres.mjs';
import { DATABASE, USER } from '../../scripts/services/postgres-cluster.mjs';
import { readLaunchConfig } from '../../scripts/supervisor/config.mjs';
import { ROOT } from '../../scripts/setup.mjs';

/** A database to write into, and how to let go of it. */
export interface Target {
  url: string;
  release(): Promise<void>;
}

/** The database of `npm start` in this data directory: the one that runs, or else one that runs for as long as this. */
export async function instanceDatabase(): Promise<Target> {
  const { dataDir } = readLaunchConfig(process.env, ROOT);
  const running = readRecord(join(dataDir, 'run', 'postgres.json'));
  const instance = readRecord(join(dataDir, 'run', 'instancia.json'));
  if (isAlive(instance) && isAlive(running) && running?.port)
    return { url: urlOf(dataDir, running.port), release: async () => undefined };
  const unlock = await takeLock(join(dataDir, 'run', 'instancia.json'), {
    waitMs: 0,
    onTimeout: ({ pid }) =>
      new UserError(
        `La instancia de ${dataDir} (proceso ${pid}) no tiene un PostgreSQL propio: indica --base.`,
      ),
  });
  try {
    const postgres = await step('Arrancando PostgreSQL', () => startPostgres({ dataDir }));
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

function urlOf(dataDir: string, port: number): string {
  const file = join(dataDir, 'postgres', 'password');
  if (!existsSync(file)) throw new UserError(`Falta ${file}: indica --base.`);
  return `postgresql://${USER}:${readFileSync(realpathSync(file), 'utf8')}@127.0.0.1:${port}/${DATABASE}`;
}
