import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type pg from 'pg';
import type { Queryable } from '../database/pool.js';
import { POOL } from '../database/tokens.js';
import type { Fact } from './fact.js';
import { type FactSource, SourceOfFacts, type Window } from './fact-source.js';
import { comparePlaces, type Extent } from './place.js';
import { likeOf, meets } from './type-pattern.js';

/** Rows that one statement numbers; the next one takes care of what is left. */
const NUMBERED_AT_ONCE = 5_000;

const NUMBER = 'SELECT numerados, primera, ultima FROM numerar_bitacora($1)';

// $1, $2: the place to read from; $3: last position; $4: rows at most; $5: patterns of types for LIKE;
// $6: an owner, or null. A row that is one fact has one place, the first in it.
const SELECT_FACTS = `
  SELECT posicion, hecho_id AS id, tipo AS type, sujeto_tipo AS "subjectType", sujeto_id AS subject, duenos AS owners,
    datos AS data, creado_en AS at
  FROM bitacora
  WHERE posicion BETWEEN $1 AND $3 AND (posicion > $1 OR $2 < 1) AND tipo LIKE ANY ($5::text[])
    AND ($6::jsonb IS NULL OR duenos @> $6)
  ORDER BY posicion
  LIMIT $4`;

// $1: days that the log is kept, $2: rows at most, $3: the position behind which some reader still has to read, or null.
// From the oldest on, so that what is kept has no gap. The last row always stays: it says how far the log has come.
const DROP_EXPIRED = `
  DELETE FROM bitacora WHERE posicion < (
    SELECT coalesce(min(posicion) FILTER (WHERE creado_en >= now() - make_interval(days => $1) OR posicion > $3), max(posicion))
    FROM (SELECT posicion, creado_en FROM bitacora WHERE posicion IS NOT NULL ORDER BY posicion LIMIT $2) oldest
  )`;

const COUNT_EXPIRED = `SELECT count(*) FROM bitacora WHERE creado_en < now() - make_interval(days => $1)`;

/**
 * The log of everything that happened. A caller that wants to read rows first numbers them, after their commit (ADR 11). That
 * writes, so the log is read from the primary. A log without readers costs nothing.
 */
@Injectable()
export class Log {
  private sources: readonly FactSource[] | undefined;

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly discovery: DiscoveryService,
  ) {}

  /** Numbers the rows that were committed since the last call. `more` says that some are left. */
  async number(): Promise<Extent & { more: boolean }> {
    const { rows } = await this.pool.query<Extent & { numerados: number }>({
      name: 'numerar-bitacora',
      text: NUMBER,
      values: [NUMBERED_AT_ONCE],
    });
    const { numerados, ...extent } = rows[0] as Extent & { numerados: number };
    return { ...extent, more: numerados === NUMBERED_AT_ONCE };
  }

  /** The facts of a stretch in their one order, at most as many as are wanted. */
  async list(window: Window): Promise<Fact[]> {
    const wanted = this.allSources().filter(({ types }) =>
      types.some((type) => window.types.some((pattern) => meets(type, pattern))),
    );
    const parts = await Promise.all([this.listFacts(window), ...wanted.map((source) => source.list(window))]);
    if (parts.length === 1) return parts[0];
    return parts
      .flat()
      .sort((a, b) => comparePlaces(a.place, b.place))
      .slice(0, window.limit);
  }

  /** How many rows are older than `days`. */
  async countExpired(days: number): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>(COUNT_EXPIRED, [days]);
    return rows[0]?.count ?? 0;
  }

  /** Numbers everything that is committed: where nobody reads the log, nobody has. Only what is numbered can expire. */
  async numberAll(): Promise<void> {
    while ((await this.number()).more);
  }

  /**
   * Drops numbered rows that are older than `days`, at most `limit` of them.
   *
   * @param unread - The position after which some reader still has to read: later rows stay.
   * @returns how many it dropped.
   */
  async dropExpired(db: Queryable, days: number, limit: number, unread: number | null): Promise<number> {
    const { rowCount } = await db.query(DROP_EXPIRED, [days, limit, unread]);
    return rowCount ?? 0;
  }

  /** Those that are a row of their own. */
  async listFacts({ after, upTo, limit, types, owner }: Window): Promise<Fact[]> {
    const { rows } = await this.pool.query<Omit<Fact, 'place'> & { posicion: number }>({
      name: 'list-hechos',
      text: SELECT_FACTS,
      values: [
        after.posicion,
        after.orden,
        upTo,
        limit,
        types.map(likeOf),
        owner && Object.keys(owner).length > 0 ? JSON.stringify(owner) : null,
      ],
    });
    return rows.map(({ posicion, ...fact }) => ({ ...fact, place: { posicion, orden: 1 } }));
  }

  private allSources(): readonly FactSource[] {
    this.sources ??= this.discovery
      .getProviders({ metadataKey: SourceOfFacts.KEY })
      .map(({ instance }) => instance as FactSource);
    return this.sources;
  }
}
