import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type pg from 'pg';
import type { Config } from '../../src/platform/config/config.js';
import { environmentOf } from './archive-death.js';

// Shown in pg_stat_activity.
const NAME = 'trazo dormido';

/** A process that stands still in the middle of archiving a month, as one does whose machine is put to sleep. */
export class ArchiveSleeper {
  private said = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
  }

  /**
   * Begins to archive, and stands still at one of the steps that it tells.
   *
   * @param at - Part of what that step is called.
   */
  static async start(config: Config, month: string, at: string): Promise<ArchiveSleeper> {
    const args = ['tests/support/archive-child.mjs', 'archivar', month, 'pasos', at, 'SIGSTOP'];
    const url = new URL(config.DATABASE_URL);
    url.searchParams.set('application_name', NAME);
    const child = spawn(process.execPath, args, {
      env: environmentOf({ ...config, DATABASE_URL: url.href }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const sleeper = new ArchiveSleeper(child);
    const exited = once(child, 'close');
    while (!sleeper.said.includes('muere en') && child.exitCode === null)
      await Promise.race([once(child.stdout, 'data'), exited]);
    if (!sleeper.said.includes('muere en')) throw new Error(`it never came to ${at}: ${sleeper.said}`);
    return sleeper;
  }

  /** Cuts all of its connections to the database. */
  async cutOff(pool: pg.Pool): Promise<void> {
    await pool.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [
      NAME,
    ]);
  }

  /**
   * Lets it go on to its end.
   *
   * @returns its exit code.
   */
  async wake(): Promise<number | null> {
    const closed = once(this.child, 'close') as Promise<[number | null]>;
    this.child.kill('SIGCONT');
    return (await closed)[0];
  }

  /** Ends it, if it has not come to its end. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const closed = once(this.child, 'close');
    this.child.kill('SIGKILL');
    await closed;
  }
}
