import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { ArchivedEnvios } from '../archivo/contract.js';
import { type FiltroRechazos, MAX_REPROCESO } from './rechazo.dto.js';
import { filterValues, RECHAZO_COLUMNS, RECHAZO_FILTER, type RechazoRow, trazaOf } from './rechazo-row.js';
import { TandaLedger } from './tanda-ledger.js';
import { TrazaWriter } from './traza-writer.js';
import { RESULTADOS, type Verdict } from './verdict.js';

const LOCK_ONE = `SELECT ${RECHAZO_COLUMNS} FROM rechazos WHERE id = $1 FOR UPDATE`;

// $1..$4: the filter, $5: rows at most. Those that were not tried for longest come first, so that one that is refused
// again and again does not keep others from their turn. What another one tries at this moment is left to it.
const TAKE_OPEN = `
  SELECT ${RECHAZO_COLUMNS} FROM rechazos
  WHERE estado = 'abierto' AND ${RECHAZO_FILTER}
  ORDER BY intentado_en NULLS FIRST, id
  LIMIT $5
  FOR UPDATE SKIP LOCKED`;

// $1..$4: one array a column, in step: what the try came to, or, where it was refused, why. $5: who asked for it.
const NOTE_TRIES = `
  UPDATE rechazos r SET
    estado = CASE WHEN t.razon IS NULL THEN 'reprocesado' ELSE 'abierto' END::estado_rechazo,
    razon = coalesce(t.razon, r.razon),
    detalle = CASE WHEN t.razon IS NULL THEN r.detalle ELSE t.detalle END,
    intentos = r.intentos + 1,
    intentado_en = clock_timestamp(),
    resuelto_en = CASE WHEN t.razon IS NULL THEN clock_timestamp() END,
    resuelto_por = CASE WHEN t.razon IS NULL THEN $5 END,
    resuelto_motivo = t.resultado
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS t (id, resultado, razon, detalle)
  WHERE r.id = t.id
  RETURNING ${RECHAZO_COLUMNS.replaceAll(/\w+/g, 'r.$&')}`;

// $1: the rechazo, $2: why, $3: who asked for it.
const DISCARD = `
  UPDATE rechazos SET estado = 'descartado', resuelto_en = clock_timestamp(), resuelto_motivo = $2, resuelto_por = $3
  WHERE id = $1
  RETURNING ${RECHAZO_COLUMNS}`;

/**
 * Changes dead letters inside the caller's transaction. They are locked before the envíos, which every other writer locks
 * first: no other writer locks a dead letter that is there, so nobody can wait in a circle.
 */
@Injectable()
export class RechazoWriter {
  constructor(
    private readonly archivados: ArchivedEnvios,
    private readonly trazas: TrazaWriter,
    private readonly ledger: TandaLedger,
  ) {}

  /** Brings back the archived envíos of these rechazos, outside any transaction, so that they can be tried again. */
  async bringBack(filter: { id: string } | FiltroRechazos): Promise<void> {
    const byId = 'id' in filter;
    const select = `SELECT codigo FROM rechazos WHERE estado = 'abierto' AND ${byId ? 'id = $1' : RECHAZO_FILTER}`;
    const values = byId ? [filter.id] : filterValues(filter);
    for (const codigo of await this.archivados.listAmong(select, values, MAX_REPROCESO))
      await this.archivados.bringBack(codigo);
  }

  /**
   * One rechazo, locked.
   *
   * @throws {DomainError} `recurso-desconocido`
   */
  async lock(db: Queryable, id: string): Promise<RechazoRow> {
    const { rows } = await db.query<RechazoRow>(LOCK_ONE, [id]);
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'rechazo', id });
    return rows[0];
  }

  /** Up to `limit` open rechazos, locked. */
  async takeOpen(db: Queryable, filter: FiltroRechazos, limit: number): Promise<RechazoRow[]> {
    return (await db.query<RechazoRow>(TAKE_OPEN, [...filterValues(filter), limit])).rows;
  }

  /**
   * Tries to store open rechazos again, each as it was posted and received, and writes what came of it into their receipts
   * and into themselves. One that is refused again stays open, with the new reason.
   *
   * @returns the rechazos as they stand then, in no order.
   */
  async retry(db: Queryable, rechazos: readonly RechazoRow[], actor: string): Promise<RechazoRow[]> {
    if (rechazos.length === 0) return [];
    const events = rechazos.map((row) => ({ receivedAt: row.recibida_en, traza: trazaOf(row) }));
    const known = await this.trazas.appendKnown(db, events);
    const verdicts = known.map((verdict): Verdict => verdict ?? { letra: 'r', razon: 'envio-desconocido' });
    await this.ledger.settle(
      db,
      rechazos.map(({ tanda_id: tandaId, indice: index }, position) => ({
        place: { tandaId, index },
        verdict: verdicts[position] as Verdict,
      })),
    );
    const { rows } = await db.query<RechazoRow>(NOTE_TRIES, [
      rechazos.map(({ id }) => id),
      verdicts.map(({ letra }) => (letra === 'r' ? null : RESULTADOS[letra])),
      verdicts.map(({ razon }) => razon),
      verdicts.map(({ detalle }) => detalle),
      actor,
    ]);
    return rows;
  }

  /** Closes a locked, open rechazo without storing anything. */
  async discard(db: Queryable, id: string, motivo: string, actor: string): Promise<RechazoRow> {
    return (await db.query<RechazoRow>(DISCARD, [id, motivo, actor])).rows[0] as RechazoRow;
  }
}
