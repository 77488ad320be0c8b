import { spawn } from 'node:child_process';
import type { Config } from '../../src/platform/config/config.js';

/**
 * Where jobs of the archive die: at every step that they tell, or, much longer to go through, before every single SQL
 * statement.
 */
export const POINTS = process.env['TRAZO_MUERTES'] === 'sentencias' ? 'sentencias' : 'pasos';

/** What a process needs to work at the same archive. */
export function environmentOf({
  DATABASE_URL,
  REDIS_URL,
  REDIS_PREFIX,
  TRAZO_ARCHIVO_DIR,
}: Config): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_OPTIONS: '',
    ...{ DATABASE_URL, REDIS_URL, REDIS_PREFIX, TRAZO_ARCHIVO_DIR },
    ...{ TRAZO_ARCHIVO_GRACIA_DIAS: '0', TRAZO_ARCHIVO_PORCENTAJE: '100' },
  };
}

/**
 * Runs a job of the archive in a process of its own, which kills itself at a point; answers what it said.
 *
 * @param at - Number of the point; or part of the SQL statement before which it dies.
 */
export function runToDeath(
  config: Config,
  task: 'archivar' | 'restaurar',
  month: string,
  at: number | string,
): Promise<{ killed: boolean; said: string }> {
  const args = [
    'tests/support/archive-child.mjs',
    task,
    month,
    typeof at === 'string' ? 'sentencias' : POINTS,
    String(at),
  ];
  const child = spawn(process.execPath, args, {
    env: environmentOf(config),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (signal === 'SIGKILL' || code === 0) resolve({ killed: signal === 'SIGKILL', said });
      else reject(new Error(said));
    });
  });
}
