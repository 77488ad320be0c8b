import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Redis } from 'ioredis';
import type pg from 'pg';
import { CONFIG, type Config } from '../config/config.js';
import type { Queryable } from '../database/pool.js';
import { POOL } from '../database/tokens.js';
import { REDIS } from '../queues/redis.js';
import { SharedState } from './shared-state.js';
import { type Level, LEVEL } from '../logging/levels.js';

/** The level that somebody asked for, and until when. */
export interface AskedLevel {
  nivel: Level;
  /** RFC 3339. */
  hasta: string;
}

interface LevelRow extends AskedLevel {
  restMs: number;
}

// The database's clock says how long it lasts: those of the processes may differ.
const SELECT = `
  SELECT nivel, hasta, (extract(epoch FROM hasta - clock_timestamp()) * 1000)::float8 AS "restMs"
  FROM nivel_registro WHERE hasta > clock_timestamp()`;

// $1 level, $2 for how many seconds.
const ASK = `
  INSERT INTO nivel_registro (nivel, hasta) VALUES ($1, clock_timestamp() + make_interval(secs => $2))
  ON CONFLICT (unica) DO UPDATE SET nivel = EXCLUDED.nivel, hasta = EXCLUDED.hasta`;

const END = 'DELETE FROM nivel_registro';

/** The level of the log of all processes, changed for a while without a restart. */
@Injectable()
export class LogLevel implements OnModuleInit, OnApplicationShutdown {
  private readonly state: SharedState;
  private end: NodeJS.Timeout | undefined;

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(REDIS) redis: Redis,
    @Inject(CONFIG) { REDIS_PREFIX }: Config,
  ) {
    this.state = new SharedState({ redis, channel: `${REDIS_PREFIX}:registro`, look: () => this.look() });
  }

  /** Asks for a level for so many seconds, in the caller's transaction; null ends it. Call `tell` after the commit. */
  static async ask(db: Queryable, level: Level | null, seconds: number): Promise<void> {
    await (level === null ? db.query(END) : db.query(ASK, [level, seconds]));
  }

  /** What was asked for and is not over; null if nothing. */
  static async asked(db: Queryable): Promise<AskedLevel | null> {
    const { rows } = await db.query<LevelRow>(SELECT);
    return rows[0] ? { nivel: rows[0].nivel, hasta: rows[0].hasta } : null;
  }

  /** Has every process hear of it. */
  tell(): Promise<void> {
    return this.state.tell();
  }

  async onModuleInit(): Promise<void> {
    await this.state.start();
  }

  onApplicationShutdown(): void {
    clearTimeout(this.end);
    this.state.stop();
  }

  private async look(): Promise<void> {
    const { rows } = await this.pool.query<LevelRow>({ name: 'nivel-registro', text: SELECT });
    clearTimeout(this.end);
    LEVEL.ask(rows[0]?.nivel);
    // It ends on time, also while the database is away.
    if (rows[0]) this.end = setTimeout(() => LEVEL.ask(undefined), rows[0].restMs).unref();
  }
}
