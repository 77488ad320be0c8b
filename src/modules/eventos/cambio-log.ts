import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { POOL } from '../../platform/database/tokens.js';
import type { Place } from '../../platform/log/place.js';
import { placeSql } from './place-sql.js';

/** One change of one envío, as it is stored. */
export interface CambioRow extends Place {
  creadoEn: string;
  envioId: string;
  /** Null when something else than estado and motivo changed; then nothing else is known either. */
  codigo: string | null;
  clienteId: string | null;
  transportistaId: string | null;
  /** When the traza happened that moved it last, and where; null without any. Where is not known of an archived envío. */
  ocurridoEn: string | null;
  lugar: string | null;
  estado: string | null;
  motivo: string | null;
  /** Null for an envío that was created. */
  estadoPrevio: string | null;
  motivoPrevio: string | null;
  /** Type and data of a fact that is a row of its own; null of a change. */
  tipo: string | null;
  datos: Readonly<Record<string, unknown>> | null;
}

/** Which changes to read, in their order. */
export interface Selection {
  after: Place;
  /** Last position to look at. */
  upTo: number;
  limit: number;
  /** Only creations, or only what is not one. */
  created?: boolean;
  clienteId?: string | undefined;
  transportistaId?: string | undefined;
}

/** Which kinds of changes to read. */
export interface Kinds {
  created: boolean;
  /** Of estado or motivo. */
  changed: boolean;
  /** Of anything else. */
  updated: boolean;
}

const COLUMNS = `
  c.posicion, e.orden, c.creado_en AS "creadoEn", e.envio_id AS "envioId", e.codigo, e.cliente_id AS "clienteId",
  e.transportista_id AS "transportistaId", e.ocurrido_en AS "ocurridoEn", e.estado, e.motivo, e.estado_previo AS "estadoPrevio", e.motivo_previo AS "motivoPrevio",
  c.tipo, c.datos`;

const MOVED = `
  unnest(c.envio_id, c.codigo, c.cliente_id, c.transportista_id, c.ultima_traza_en, c.estado, c.motivo, c.estado_previo,
    c.motivo_previo)
    WITH ORDINALITY AS e (envio_id, codigo, cliente_id, transportista_id, ocurrido_en, estado, motivo, estado_previo,
      motivo_previo, orden)`;

/** The rows of a statement in their order, each with where it happened. That is asked only of those that are wanted. */
const withPlace = (rows: string) => `
  SELECT m.*, ${placeSql('m."envioId"', 'm."ocurridoEn"')} AS lugar
  FROM (${rows}) m
  ORDER BY m.posicion, m.orden`;

// $1, $2: the place to read from; $3: last position; $4: rows at most; $5: creations or not, or null; $6, $7: cliente
// and transportista, or null.
const SELECT_MOVED = `
  SELECT ${COLUMNS} FROM bitacora c CROSS JOIN LATERAL ${MOVED}
  WHERE c.posicion BETWEEN $1 AND $3 AND (c.posicion > $1 OR e.orden > $2)
    AND ($5::boolean IS NULL OR (e.estado_previo IS NULL) = $5) AND ($6::uuid IS NULL OR e.cliente_id = $6)
    AND ($7::uuid IS NULL OR e.transportista_id = $7)
  ORDER BY c.posicion, e.orden
  LIMIT $4`;

/** With what changed of envíos beside estado and motivo, behind it. */
const EVERYTHING = `(
    SELECT * FROM ${MOVED}
    UNION ALL
    SELECT o.id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, cardinality(c.envio_id) + o.orden
    FROM unnest(c.otros) WITH ORDINALITY AS o (id, orden)
  )`;

/** With the facts that are rows of their own: those of envíos. */
const EVERYTHING_AND_FACTS = `(
    SELECT * FROM ${EVERYTHING} cambios
    UNION ALL
    SELECT CASE c.sujeto_tipo WHEN 'envio' THEN c.sujeto_id::uuid END, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1
    WHERE c.sujeto_tipo = 'envio'
  )`;

// $1, $2: the place to read from; $3: last position; $4: envíos. With what changed of them beside estado and motivo, and facts.
const SELECT_OF_ENVIOS = `
  SELECT ${COLUMNS}
  FROM bitacora c CROSS JOIN LATERAL ${EVERYTHING_AND_FACTS} e
  WHERE c.posicion BETWEEN $1 AND $3 AND (c.posicion > $1 OR e.orden > $2) AND e.envio_id = ANY ($4)
  ORDER BY c.posicion, e.orden`;

// $1, $2: the place to read from; $3: last position; $4: rows at most; $5, $6, $7: creations, changes of estado or motivo, and
// what changed beside these.
const SELECT_ALL = `
  SELECT ${COLUMNS}
  FROM bitacora c CROSS JOIN LATERAL ${EVERYTHING} e
  WHERE c.posicion BETWEEN $1 AND $3 AND (c.posicion > $1 OR e.orden > $2)
    AND CASE WHEN e.estado IS NULL THEN $7 WHEN e.estado_previo IS NULL THEN $5 ELSE $6 END::boolean
  ORDER BY c.posicion, e.orden
  LIMIT $4`;

/** The changes of envíos in the log: compact rows, that hold the changes of one statement in arrays. */
@Injectable()
export class CambioLog {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  /** Changes of estado or motivo. */
  async list({ after, upTo, limit, created, ...of }: Selection): Promise<CambioRow[]> {
    const { rows } = await this.pool.query<CambioRow>({
      name: 'list-cambios',
      text: withPlace(SELECT_MOVED),
      values: [after.posicion, after.orden, upTo, limit, created, of.clienteId, of.transportistaId],
    });
    return rows;
  }

  /** Changes of all envíos, of the kinds that are wanted. */
  async listAll(
    { after, upTo, limit }: Omit<Selection, 'created' | 'clienteId' | 'transportistaId'>,
    kinds: Kinds,
  ): Promise<CambioRow[]> {
    const { rows } = await this.pool.query<CambioRow>({
      name: 'list-cambios-todos',
      text: SELECT_ALL,
      values: [after.posicion, after.orden, upTo, limit, kinds.created, kinds.changed, kinds.updated],
    });
    return rows;
  }

  /** All changes of these envíos, up to a position. */
  async listOf(envioIds: readonly string[], after: Place, upTo: number): Promise<CambioRow[]> {
    const { rows } = await this.pool.query<CambioRow>({
      name: 'list-cambios-de',
      text: withPlace(SELECT_OF_ENVIOS),
      values: [after.posicion, after.orden, upTo, envioIds],
    });
    return rows;
  }
}
