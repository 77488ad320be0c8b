import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { Queryable } from '../../platform/database/pool.js';
import { POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { ArchivedEnvios } from '../archivo/contract.js';
import { type FiltroRechazos, MAX_REPROCESO } from './rechazo.dto.js';
import { filterValues, RECHAZO_COLUMNS, RECHAZO_FILTER, type RechazoRow, trazaOf } from './rechazo-row.js';
import { TandaLedger } from './tanda-ledger.js';
import { TrazaWriter } from './traza-writer.js';
import { RESULTADOS, UNKNOWN, type Verdict } from './verdict.js';

const TAKE_TURN = `SELECT pg_advisory_xact_lock(hashtextextended('trazo:rechazos', 0))`;

const SELECT_ONE = `SELECT ${RECHAZO_COLUMNS} FROM rechazos WHERE id = $1`;

// $1..$4: the filter, $5: rows at most. Those that were not tried for longest come first, so that one that is refused
// again and again does not keep others from their turn.
const SELECT_OPEN = `
  SELECT ${RECHAZO_COLUMNS} FROM rechazos
  WHERE estado = 'abierto' AND ${RECHAZO_FILTER}
  ORDER BY intentado_en NULLS FIRST, id
  LIMIT $5`;

// $1: ids. In the order of TandaLedger, which closes one that a second delivery has stored.
const LOCK_OPEN = `
  SELECT id FROM rechazos WHERE id = ANY ($1) AND estado = 'abierto' ORDER BY tanda_id, indice FOR UPDATE`;

// $1: ids.
const SELECT_MANY = `SELECT ${RECHAZO_COLUMNS} FROM rechazos WHERE id = ANY ($1)`;

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
  WHERE r.id = t.id`;

// $1: the rechazo, $2: why, $3: who asked for it.
const DISCARD = `
  UPDATE rechazos SET estado = 'descartado', resuelto_en = clock_timestamp(), resuelto_motivo = $2, resuelto_por = $3
  WHERE id = $1 AND estado = 'abierto'`;

/**
 * Changes dead letters inside the caller's transaction. Those who do take turns, so that none of them needs a dead letter
 * locked before the envíos: as in every transaction that stores trazas, envíos are locked first and dead letters last.
 */
@Injectable()
export class RechazoWriter {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly archivados: ArchivedEnvios,
    private readonly trazas: TrazaWriter,
    private readonly ledger: TandaLedger,
  ) {}

  /** Brings back the archived envíos of these rechazos, outside any transaction, so that they can be tried again. */
  async bringBack(filter: { id: string } | FiltroRechazos): Promise<void> {
    const byId = 'id' in filter;
    const open = `FROM rechazos WHERE estado = 'abierto' AND ${byId ? 'id = $1' : RECHAZO_FILTER}`;
    const values = byId ? [filter.id] : filterValues(filter);
    const codigos = await this.archivados.listAmong(`SELECT codigo ${open}`, values, MAX_REPROCESO);
    const owners = await this.archivados.transportistasOf(codigos);
    const select = `SELECT codigo, cuerpo ${open} AND codigo = ANY ($${values.length + 1})`;
    const { rows } = await this.pool.query<Pick<RechazoRow, 'codigo' | 'cuerpo'>>(select, [
      ...values,
      codigos,
    ]);
    // One of somebody who may not post for the envío will be refused again: it moves nothing.
    const own = rows.filter(({ codigo, cuerpo }) => {
      const bound = trazaOf({ cuerpo })?.transportistaId;
      return bound === undefined || bound === owners.get(codigo);
    });
    for (const codigo of new Set(own.map((row) => row.codigo))) await this.archivados.bringBack(codigo);
  }

  /**
   * One rechazo, that nobody else but a second delivery of its tanda changes until the transaction ends.
   *
   * @throws {DomainError} `recurso-desconocido`
   */
  async take(db: Queryable, id: string): Promise<RechazoRow> {
    await db.query(TAKE_TURN);
    return this.read(db, id);
  }

  /** Up to `limit` open rechazos, taken in the same way. */
  async takeOpen(db: Queryable, filter: FiltroRechazos, limit: number): Promise<RechazoRow[]> {
    await db.query(TAKE_TURN);
    return (await db.query<RechazoRow>(SELECT_OPEN, [...filterValues(filter), limit])).rows;
  }

  /**
   * Tries to store open rechazos again, each as it was posted and received, and writes what came of it into their receipts
   * and into themselves. One that is refused again stays open, with the new reason.
   *
   * @returns the rechazos as they stand then, in no order.
   */
  async retry(db: Queryable, rechazos: readonly RechazoRow[], actor: string): Promise<RechazoRow[]> {
    if (rechazos.length === 0) return [];
    const ids = rechazos.map(({ id }) => id);
    const events = rechazos.map((row) => ({ receivedAt: row.recibida_en, traza: trazaOf(row) }));
    const known = await this.trazas.appendKnown(db, events);
    const verdicts = known.map((verdict): Verdict => verdict ?? UNKNOWN);
    await this.ledger.settle(
      db,
      rechazos.map(({ tanda_id: tandaId, indice: index }, position) => ({
        place: { tandaId, index },
        verdict: verdicts[position] as Verdict,
      })),
    );
    const { rows: open } = await db.query<{ id: string }>(LOCK_OPEN, [ids]);
    const stillOpen = new Set(open.map(({ id }) => id));
    const tried = rechazos.flatMap(({ id }, index) =>
      stillOpen.has(id) ? [{ id, verdict: verdicts[index] as Verdict }] : [],
    );
    await db.query(NOTE_TRIES, [
      tried.map(({ id }) => id),
      tried.map(({ verdict: { letra } }) => (letra === 'r' ? null : RESULTADOS[letra])),
      tried.map(({ verdict: { razon } }) => razon),
      tried.map(({ verdict: { detalle } }) => detalle),
      actor,
    ]);
    return (await db.query<RechazoRow>(SELECT_MANY, [ids])).rows;
  }

  /** Closes an open rechazo that was taken, without storing anything. */
  async discard(db: Queryable, id: string, motivo: string, actor: string): Promise<RechazoRow> {
    await db.query(DISCARD, [id, motivo, actor]);
    return this.read(db, id);
  }

  private async read(db: Queryable, id: string): Promise<RechazoRow> {
    const { rows } = await db.query<RechazoRow>(SELECT_ONE, [id]);
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'rechazo', id });
    return rows[0];
  }
}
