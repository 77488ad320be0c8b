import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type Month, monthSuffix } from '../../platform/database/month.js';
import { POOL } from '../../platform/database/tokens.js';
import { baseName } from '../../platform/read-models/ddl.js';
import { ENVIOS_DETALLE } from '../estados/contract.js';

type Recurso = 'cliente' | 'transportista' | 'centro';

/** An envío that shows another name than its cliente, its transportista or a centro of its historial has. */
interface Stale {
  id: string;
  codigo: string;
}

/** Envíos of a month, delta over base, that show an old name. $1: the cliente, transportista or centro, if only one is asked for. */
function selectStale(month: Month, recurso: Recurso, id: string | undefined): string {
  if (recurso === 'centro') return selectStaleHistory(month, id);
  const join = `JOIN ${recurso}s r ON r.id = v.${recurso}_id AND r.nombre <> v.${recurso}_nombre`;
  const one = id ? `AND v.${recurso}_id = $1` : '';
  return `
    SELECT v.id, v.codigo FROM delta_${ENVIOS_DETALLE.name} v ${join} WHERE v.mes = '${month}' ${one}
    UNION ALL
    SELECT v.id, v.codigo FROM ${baseName(ENVIOS_DETALLE, month)} v ${join}
    WHERE NOT EXISTS (SELECT FROM delta_${ENVIOS_DETALLE.name} d WHERE d.id = v.id) ${one}`;
}

/**
 * Those whose historial in the base says another name of a centro. A traza may also say in words where it was: then it has no
 * name of the centro. The delta has no historial, it is read anew.
 */
function selectStaleHistory(month: Month, id: string | undefined): string {
  return `
    SELECT v.id, v.codigo FROM ${baseName(ENVIOS_DETALLE, month)} v
    WHERE NOT EXISTS (SELECT FROM delta_${ENVIOS_DETALLE.name} d WHERE d.id = v.id) AND EXISTS (
      SELECT FROM trazas_${monthSuffix(month)} z JOIN centros r ON r.id = z.centro_id
      WHERE z.envio_id = v.id AND z.lugar IS NULL ${id ? 'AND z.centro_id = $1' : ''} AND EXISTS (
        SELECT FROM json_array_elements(v.historial) h
        WHERE h->>'idEvento' = z.id_evento::text AND h->>'lugar' IS DISTINCT FROM r.nombre))`;
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
    const text = `SELECT count(*) AS count FROM delta_${ENVIOS_DETALLE.name} WHERE mes = $1`;
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
