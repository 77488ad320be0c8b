import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { CONFIG, type Config } from '../../platform/config/config.js';
import type { Queryable } from '../../platform/database/pool.js';
import { POOL } from '../../platform/database/tokens.js';
import type { Extent, Place } from './place.js';

/** One change of one envío, as it is stored. */
export interface CambioRow extends Place {
  creadoEn: string;
  envioId: string;
  /** Null when something else than estado and motivo changed; then nothing else is known either. */
  codigo: string | null;
  clienteId: string | null;
  estado: string | null;
  motivo: string | null;
  /** Null for an envío that was created. */
  estadoPrevio: string | null;
  motivoPrevio: string | null;
}

/** Which changes to read, in their order. */
export interface Selection {
  after: Place;
  /** Last position to look at. */
  upTo: number;
  limit: number;
  /** Only creations, or only what is not one. */
  created?: boolean;
  clienteId?: string;
}

/** Changes that are numbered by one statement; of what is left the next one takes care. */
const NUMBERED_AT_ONCE = 5_000;

const NUMBER = 'SELECT numerados, primera, ultima FROM numerar_cambios($1)';

const COLUMNS = `
  c.posicion, e.orden, c.creado_en AS "creadoEn", e.envio_id AS "envioId", e.codigo, e.cliente_id AS "clienteId", e.estado,
  e.motivo, e.estado_previo AS "estadoPrevio", e.motivo_previo AS "motivoPrevio"`;

const MOVED = `
  unnest(c.envio_id, c.codigo, c.cliente_id, c.estado, c.motivo, c.estado_previo, c.motivo_previo)
    WITH ORDINALITY AS e (envio_id, codigo, cliente_id, estado, motivo, estado_previo, motivo_previo, orden)`;

// $1, $2: the place to read from; $3: last position; $4: rows at most; $5: creations or not, or null; $6: cliente or null.
const SELECT_MOVED = `
  SELECT ${COLUMNS} FROM cambios c CROSS JOIN LATERAL ${MOVED}
  WHERE c.posicion BETWEEN $1 AND $3 AND (c.posicion > $1 OR e.orden > $2)
    AND ($5::boolean IS NULL OR (e.estado_previo IS NULL) = $5) AND ($6::uuid IS NULL OR e.cliente_id = $6)
  ORDER BY c.posicion, e.orden
  LIMIT $4`;

// $1, $2: the place to read from; $3: last position; $4: envíos. With what changed of them beside estado and motivo.
const SELECT_OF_ENVIOS = `
  SELECT ${COLUMNS}
  FROM cambios c CROSS JOIN LATERAL (
    SELECT * FROM ${MOVED}
    UNION ALL
    SELECT o.id, NULL, NULL, NULL, NULL, NULL, NULL, cardinality(c.envio_id) + o.orden
    FROM unnest(c.otros) WITH ORDINALITY AS o (id, orden)
  ) e
  WHERE c.posicion BETWEEN $1 AND $3 AND (c.posicion > $1 OR e.orden > $2) AND e.envio_id = ANY ($4)
  ORDER BY c.posicion, e.orden`;

const COUNT_EXPIRED = `SELECT count(*) FROM cambios WHERE creado_en < now() - make_interval(days => $1)`;

// $1: days, $2: rows at most. From the oldest on, so that what is kept has no gap; the last one always stays, as it says
// how far the feed has come.
const DROP_EXPIRED = `
  DELETE FROM cambios WHERE posicion < (
    SELECT coalesce(min(posicion) FILTER (WHERE creado_en >= now() - make_interval(days => $1)), max(posicion))
    FROM (SELECT posicion, creado_en FROM cambios WHERE posicion IS NOT NULL ORDER BY posicion LIMIT $2) oldest
  )`;

/**
 * The log of changes. It is read from the primary: there the changes are numbered, by whoever wants to read them, and
 * what nobody reads costs nothing.
 */
@Injectable()
export class CambioLog {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Gives the changes that were committed since their positions; `more` when it left some. */
  async number(): Promise<Extent & { more: boolean }> {
    const { rows } = await this.pool.query<Extent & { numerados: number }>({
      name: 'numerar-cambios',
      text: NUMBER,
      values: [NUMBERED_AT_ONCE],
    });
    const { numerados, ...extent } = rows[0] as Extent & { numerados: number };
    return { ...extent, more: numerados === NUMBERED_AT_ONCE };
  }

  /** Changes of estado or motivo. */
  async list({ after, upTo, limit, created, clienteId }: Selection): Promise<CambioRow[]> {
    const { rows } = await this.pool.query<CambioRow>({
      name: 'list-cambios',
      text: SELECT_MOVED,
      values: [after.posicion, after.orden, upTo, limit, created, clienteId],
    });
    return rows;
  }

  /** All changes of these envíos, up to a position. */
  async listOf(envioIds: readonly string[], after: Place, upTo: number): Promise<CambioRow[]> {
    const { rows } = await this.pool.query<CambioRow>({
      name: 'list-cambios-de',
      text: SELECT_OF_ENVIOS,
      values: [after.posicion, after.orden, upTo, envioIds],
    });
    return rows;
  }

  /** How many changes are no longer kept. */
  async countExpired(db: Queryable): Promise<number> {
    const { rows } = await db.query<{ count: number }>(COUNT_EXPIRED, [this.config.TRAZO_EVENTOS_DIAS]);
    return rows[0]?.count ?? 0;
  }

  /**
   * Drops changes that are no longer kept.
   *
   * @returns how many, at most `limit`.
   */
  async dropExpired(db: Queryable, limit: number): Promise<number> {
    // Where nobody reads the feed nobody has numbered them.
    while ((await this.number()).more);
    const { rowCount } = await db.query(DROP_EXPIRED, [this.config.TRAZO_EVENTOS_DIAS, limit]);
    return rowCount ?? 0;
  }
}
