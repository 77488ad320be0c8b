import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { Month } from '../../platform/database/month.js';
import { POOL } from '../../platform/database/tokens.js';
import { baseName } from '../../platform/read-models/ddl.js';
import { readModel } from '../../platform/read-models/read-model.js';

type Recurso = 'cliente' | 'transportista';

/** An envío that shows another name than its cliente or transportista has. */
interface Stale {
  id: string;
  codigo: string;
}

const DETALLE = readModel('envios_detalle');

/** Envíos of a month, delta over base, that show an old name. $1: the cliente or transportista, if only one is asked for. */
function selectStale(month: Month, recurso: Recurso, id: string | undefined): string {
  const join = `JOIN ${recurso}s r ON r.id = v.${recurso}_id AND r.nombre <> v.${recurso}_nombre`;
  const one = id ? `AND v.${recurso}_id = $1` : '';
  return `
    SELECT v.id, v.codigo FROM delta_${DETALLE.name} v ${join} WHERE v.mes = '${month}' ${one}
    UNION ALL
    SELECT v.id, v.codigo FROM ${baseName(DETALLE, month)} v ${join}
    WHERE NOT EXISTS (SELECT FROM delta_${DETALLE.name} d WHERE d.id = v.id) ${one}`;
}

/** Finds envíos that show an old name. */
@Injectable()
export class StaleNames {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  async count(month: Month, recurso: Recurso, id: string | undefined): Promise<number> {
    const text = `SELECT count(*) AS count FROM (${selectStale(month, recurso, id)}) s`;
    const { rows } = await this.pool.query<{ count: number }>(text, id ? [id] : []);
    return rows[0]?.count ?? 0;
  }

  /** Up to `limit` of them. */
  async list(month: Month, recurso: Recurso, id: string | undefined, limit: number): Promise<Stale[]> {
    const text = `${selectStale(month, recurso, id)} LIMIT ${limit}`;
    return (await this.pool.query<Stale>(text, id ? [id] : [])).rows;
  }

  /** Rows of a month that wait for its next refresh. */
  async inDelta(month: Month): Promise<number> {
    const text = `SELECT count(*) AS count FROM delta_${DETALLE.name} WHERE mes = $1`;
    return (await this.pool.query<{ count: number }>(text, [month])).rows[0]?.count ?? 0;
  }

  /** Every transaction that may still write a name that it read before now is before this. */
  async horizon(): Promise<string> {
    const text = 'SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xid';
    return (await this.pool.query<{ xid: string }>(text)).rows[0]?.xid ?? '0';
  }

  /** Whether every transaction before a horizon has ended. */
  async isPast(horizon: string): Promise<boolean> {
    const text = 'SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 AS past';
    return (await this.pool.query<{ past: boolean }>(text, [horizon])).rows[0]?.past ?? false;
  }
}
