import { Redis } from 'ioredis';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { freePort } from '../../scripts/lib/ports.mjs';
import { type ProcessRecord, recordOf } from '../../scripts/lib/processes.mjs';
import { chooseAccount } from '../../scripts/services/postgres-account.mjs';
import { type Service, startPostgres } from '../../scripts/services/postgres.mjs';
import { startRedis } from '../../scripts/services/redis.mjs';
import { removeData } from '../../scripts/services/remove-data.mjs';
import { createPool } from '../../src/platform/database/pool.js';
import { poll } from '../support/poll.js';
import { Program, type Role } from '../support/program.js';
import { SmallDisk } from '../support/small-disk.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { plantHouseKey } from '../../tools/runtime/house-key.js';

export const PREFIX = '{fallos}';

/** Seconds after which a worker's job is given to another one: short, so that it happens often. */
export const LOCK_S = 1;
export const STOP_LIMIT_S = 6;

const DISK_MB = { postgres: 1_536, redis: 768 };

/** One API or worker, with wires of its own to both servers. */
export interface Member {
  name: string;
  role: Extract<Role, 'api' | 'worker'>;
  program: Program;
  links: Record<ServerName, TcpProxy>;
  env: Record<string, string>;
  /** Whether somebody has just ended it on purpose. */
  expected: boolean;
  /** Where it listens, if it is an API. */
  url: string;
}

export type ServerName = 'postgres' | 'redis';

/** A server, and which process it is. */
export type Server = Service & { record: ProcessRecord };

export interface SystemOptions {
  /** Where the tools that were unpacked for this checkout are kept. */
  toolsDir: string;
  apis: number;
  workers: number;
  /** Variables of the configuration of every process, beside the usual ones. */
  env?: Record<string, string>;
}

/** A whole installation of real processes on servers of its own. */
export class System {
  readonly members: Member[] = [];
  /** Processes that ended without being told to. */
  readonly surprises: string[] = [];
  readonly disks: Partial<Record<ServerName, SmallDisk>> = {};
  readonly servers = {} as Record<ServerName, Server>;
  readonly #options: SystemOptions;
  /** Where all of it lives: not in the checkout, which PostgreSQL's own account may be unable to reach. */
  readonly #directory = mkdtempSync(join(tmpdir(), 'trazo-fallos-'));
  /** Straight to the servers, past every fault but theirs. */
  #pool: pg.Pool | undefined;
  #redis: Redis | undefined;

  private constructor(options: SystemOptions) {
    this.#options = options;
  }

  static async start(options: SystemOptions): Promise<System> {
    const system = new System(options);
    try {
      await system.#start();
    } catch (error) {
      await system.close();
      throw error;
    }
    return system;
  }

  get pool(): pg.Pool {
    this.#pool ??= createPool(this.servers.postgres.url, { max: 4, name: 'fallos' });
    return this.#pool;
  }

  get redis(): Redis {
    return this.#redis as Redis;
  }

  get urls(): string[] {
    return this.of('api').map(({ url }) => url);
  }

  of(role: Member['role']): Member[] {
    return this.members.filter((member) => member.role === role);
  }

  logOf(server: ServerName): string {
    return join(this.#directory, server, 'logs', `${server}.log`);
  }

  /** How often a pattern stands in a log file. */
  static countIn(file: string, pattern: RegExp): number {
    return existsSync(file) ? (readFileSync(file, 'utf8').match(pattern) ?? []).length : 0;
  }

  /** Starts a server on the data and the port that it had. */
  async startServer(name: ServerName): Promise<void> {
    const port = (this.servers[name] as Server | undefined)?.port ?? (await freePort());
    const dataDir = join(this.#directory, name);
    const service =
      name === 'postgres'
        ? await startPostgres({ dataDir, port, settings: SETTINGS })
        : await startRedis({ dataDir, port, toolsDir: this.#options.toolsDir });
    this.servers[name] = { ...service, record: recordOf(service.pid) };
  }

  /** Starts a member, again and again while the servers it needs are away. */
  async startMember(member: Member): Promise<void> {
    member.program = await poll(
      `${member.name} to start`,
      () =>
        Program.start(member.role, member.env, join(this.#directory, 'logs', `${member.name}.log`)).catch(
          () => undefined,
        ),
      120_000,
    );
    member.expected = false;
    const { program } = member;
    void program.exited.then(({ code, signal }) => {
      if (!member.expected && member.program === program)
        this.surprises.push(
          `${member.name} ended by itself: ${signal ?? `code ${code}`}, after\n${program.said().slice(-LAST_WORDS)}`,
        );
    });
  }

  async close(): Promise<void> {
    for (const member of this.members) {
      member.expected = true;
      for (const link of Object.values(member.links)) link.release();
      // A process that was stopped in its tracks does not hear anything else.
      member.program.signal('SIGCONT');
      member.program.signal('SIGKILL');
    }
    await Promise.all(this.members.map(({ program }) => program.exited));
    await Promise.all(this.members.flatMap(({ links }) => Object.values(links).map((link) => link.close())));
    this.#redis?.disconnect();
    await this.#pool?.end();
    for (const name of ['postgres', 'redis'] as const) {
      await (this.servers[name] as Server | undefined)?.stop();
      this.disks[name]?.unmount();
      await removeData(join(this.#directory, name));
    }
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #start(): Promise<void> {
    const directory = this.#directory;
    chmodSync(directory, 0o755);
    for (const name of ['postgres', 'redis'] as const) {
      mkdirSync(join(directory, name), { recursive: true });
      const home = join(directory, name, name);
      const owner = (name === 'postgres' && chooseAccount(home)) || undefined;
      this.disks[name] = SmallDisk.mount(home, DISK_MB[name], owner);
    }
    await Promise.all([this.startServer('postgres'), this.startServer('redis')]);
    const env = { DATABASE_URL: this.servers.postgres.url, REDIS_URL: this.servers.redis.url };
    const migration = Program.spawn('migrate', env, join(directory, 'logs', 'migrate.log'));
    const { code } = await migration.exited;
    if (code !== 0) throw new Error(`migrations failed:\n${migration.said()}`);
    await plantHouseKey(this.pool);
    this.#redis = new Redis(this.servers.redis.url, { maxRetriesPerRequest: null });
    this.#redis.on('error', () => undefined);
    const { apis, workers } = this.#options;
    const names = [
      ...Array.from({ length: apis }, (_, index) => ['api', index + 1] as const),
      ...Array.from({ length: workers }, (_, index) => ['worker', index + 1] as const),
    ];
    await Promise.all(names.map(([role, number]) => this.#addMember(role, number)));
  }

  async #addMember(role: Member['role'], number: number): Promise<void> {
    const links = {
      postgres: await TcpProxy.open(this.servers.postgres.port),
      redis: await TcpProxy.open(this.servers.redis.port),
    };
    const through = (server: ServerName) => {
      const url = new URL(this.servers[server].url);
      url.port = String(links[server].port);
      return url.href;
    };
    const port = await freePort();
    const env = {
      PORT: String(port),
      DATABASE_URL: through('postgres'),
      DATABASE_POOL_MAX: '6',
      REDIS_URL: through('redis'),
      REDIS_PREFIX: PREFIX,
      TRAZO_REFRESCO_SEGUNDOS: '2',
      TRAZO_COLA_BLOQUEO_SEGUNDOS: String(LOCK_S),
      TRAZO_PARADA_SEGUNDOS: String(STOP_LIMIT_S),
      TRAZO_LOG_NIVEL: 'warn',
      ...this.#options.env,
    };
    const url = `http://127.0.0.1:${port}`;
    const member: Omit<Member, 'program'> = {
      name: `${role}-${number}`,
      role,
      links,
      env,
      expected: false,
      url,
    };
    await this.startMember(member as Member);
    this.members.push(member as Member);
  }
}

/** Characters of the log of a process that ended by itself. */
const LAST_WORDS = 4_000;

/** Small, so that full disks and restarts are quick; everything that durability depends on is as in production. */
const SETTINGS = {
  shared_buffers: '64MB',
  max_wal_size: '192MB',
  min_wal_size: '32MB',
  checkpoint_timeout: '60s',
};
