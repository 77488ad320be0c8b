import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Redis } from 'ioredis';
import type pg from 'pg';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import type { Queryable } from '../../../platform/database/pool.js';
import { POOL } from '../../../platform/database/tokens.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { wordsOf } from '../../../platform/errors/words-of.js';
import { REDIS } from '../../../platform/queues/redis.js';
import { SharedState } from '../../../platform/shared-state/shared-state.js';

/** What may be revoked: everything of a user up to a `sello`, one session, one key. */
export type Revocable = 'usuario' | 'sesion' | 'clave';

/** After so long without an answer this process no longer knows what was revoked, and lets nobody in. */
const BLIND_MS = 25_000;

/** Access tokens live 15 minutes; what was revoked longer ago than this no longer matters to anybody. */
const MATTERS = '30 minutes';
const MATTERS_MS = 1_800_000;

/** A row gets its time before its commit: each look goes back by more than a transaction may take. */
const OVERLAP_MS = 60_000;

const ADD = 'INSERT INTO revocaciones (tipo, sujeto_id, sello) SELECT $1, unnest($2::uuid[]), $3';
const DROP_OLD = `DELETE FROM revocaciones WHERE en < now() - interval '${MATTERS}'`;

// $1 ignore what is older than these milliseconds.
const SELECT_RECENT = `
  SELECT tipo, sujeto_id AS id, max(sello) AS sello FROM revocaciones
  WHERE en > clock_timestamp() - make_interval(secs => $1 / 1000.0)
  GROUP BY tipo, sujeto_id`;

interface Mark {
  /** Highest `sello` that no longer counts; of sessions and keys none counts. */
  below: number;
  until: number;
}

/**
 * What was revoked lately, in the memory of each process. Commands write rows; every process reads them every five seconds,
 * and at once when Redis says so. A process that cannot read them refuses everybody after 25 seconds, so that nobody is let
 * in for longer than 30 seconds after he was shut out.
 */
@Injectable()
export class Revocations implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('acceso');
  private readonly marks = new Map<string, Mark>();
  private readonly state: SharedState;
  /** When the last answer was asked for, by the clock that never jumps. */
  private seenAt = -Infinity;

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(REDIS) redis: Redis,
    @Inject(CONFIG) { REDIS_PREFIX }: Config,
  ) {
    const channel = `${REDIS_PREFIX}:acceso:revocado`;
    this.state = new SharedState({ redis, channel, look: () => this.read() });
  }

  /** Writes it down, in the transaction of the command. Call `tell` after its commit. */
  static async add(
    db: Queryable,
    tipo: Revocable,
    ids: readonly string[],
    sello: number | null = null,
  ): Promise<void> {
    if (ids.length === 0) return;
    await db.query(DROP_OLD);
    await db.query(ADD, [tipo, ids, sello]);
  }

  /** Has every process look, this one before it returns. */
  tell(): Promise<void> {
    return this.state.tell();
  }

  /**
   * Whether something was revoked.
   *
   * @param sello - Of a user: what his token says.
   * @throws {DomainError} `base-no-disponible` when this process has not heard for too long
   */
  async has(tipo: Revocable, id: string, sello = 0): Promise<boolean> {
    if (performance.now() - this.seenAt > BLIND_MS) await this.see();
    const mark = this.marks.get(`${tipo}:${id}`);
    return mark !== undefined && mark.until > Date.now() && sello < mark.below;
  }

  async onModuleInit(): Promise<void> {
    const failure = await this.state.start();
    if (failure !== undefined) this.logger.warn(`revocaciones: ${wordsOf(failure)}`);
  }

  onApplicationShutdown(): void {
    this.state.stop();
  }

  private async see(): Promise<void> {
    try {
      await this.state.look();
    } catch (error) {
      throw new DomainError('base-no-disponible', {}, [], error);
    }
  }

  private async read(): Promise<void> {
    const startedAt = performance.now();
    const back = Math.min(MATTERS_MS, startedAt - this.seenAt + OVERLAP_MS);
    const { rows } = await this.pool.query<{ tipo: Revocable; id: string; sello: number | null }>({
      name: 'recent-revocaciones',
      text: SELECT_RECENT,
      values: [back],
    });
    const until = Date.now() + MATTERS_MS;
    for (const { tipo, id, sello } of rows)
      this.marks.set(`${tipo}:${id}`, { below: sello ?? Infinity, until });
    for (const [key, mark] of this.marks) if (mark.until < Date.now()) this.marks.delete(key);
    this.seenAt = startedAt;
  }
}
