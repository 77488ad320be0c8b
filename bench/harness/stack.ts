import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../../scripts/lib/ports.mjs';
import { ROOT } from '../../scripts/setup.mjs';
import { plantHouseKey } from '../../tools/runtime/house-key.js';
import { Child } from './child.js';
import type { Bench } from './measurement.js';

type Role = 'api' | 'worker';
const SCRIPTS: Record<Role, string> = { api: 'dist/src/main.js', worker: 'dist/workers/main.js' };

/** API and worker as processes of their own, on a database and a Redis prefix of their own. */
export class Stack {
  /** Straight to the database. */
  readonly pool: pg.Pool;
  readonly databaseUrl: string;
  readonly prefix: string;
  readonly #name: string;
  readonly url: string;
  readonly #bench: Bench;
  /** The configuration of its processes. */
  readonly env: Record<string, string>;
  readonly #running = new Map<Role, Child>();

  private constructor(bench: Bench, name: string, databaseUrl: string, port: number) {
    this.#bench = bench;
    this.#name = name;
    this.databaseUrl = databaseUrl;
    this.prefix = `{${name}}`;
    this.url = `http://127.0.0.1:${port}`;
    this.pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
    this.env = {
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: databaseUrl,
      REDIS_URL: bench.services.redisUrl,
      REDIS_PREFIX: this.prefix,
      TRAZO_ARCHIVO_DIR: join(bench.services.directory, 'archivo', name),
      TRAZO_LOG_NIVEL: 'warn',
      NODE_ENV: 'production',
    };
  }

  /**
   * A migrated database, with nothing running on it yet.
   *
   * @param template - Database to start from; an empty one if left out.
   */
  static async create(bench: Bench, name: string, template?: string): Promise<Stack> {
    const databaseUrl = await bench.services.createDatabase(name, template);
    const stack = new Stack(bench, name, databaseUrl, await freePort());
    bench.cleanup.add(() => stack.close());
    const env = { ...process.env, ...stack.env };
    execFileSync(process.execPath, [join(ROOT, 'dist/src/migrate.js')], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await plantHouseKey(stack.pool);
    if (bench.profile) await stack.pool.query('CREATE EXTENSION pg_stat_statements');
    return stack;
  }

  /** @param env - Variables of the configuration that differ from the defaults. */
  async start(role: Role, env: Record<string, string> = {}): Promise<Child> {
    const { profile, profiles } = this.#bench;
    const nodeArgs = profile
      ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`, `--cpu-prof-name=${this.#profileName(role)}`]
      : [];
    const child = await Child.start({ script: SCRIPTS[role], env: { ...this.env, ...env }, nodeArgs });
    this.#running.set(role, child);
    return child;
  }

  async stop(role: Role): Promise<void> {
    await this.#running.get(role)?.stop();
    this.#running.delete(role);
  }

  async close(): Promise<void> {
    await Promise.all([this.stop('api'), this.stop('worker')]);
    if (this.pool.ended) return;
    await this.pool.end();
    // Copies of a history are large.
    await this.#bench.services.dropDatabase(this.#name);
  }

  #profileName(role: Role): string {
    return `${this.prefix.slice(1, -1)}-${role}-${Date.now()}.cpuprofile`;
  }
}
