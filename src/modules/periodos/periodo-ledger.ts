import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { yearMonth, type Month } from '../../platform/database/month.js';
import type { Queryable } from '../../platform/database/pool.js';
import { POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { type Camino, type EstadoPeriodo, mayGo } from './domain/periodo.js';
import type { Manifest } from './manifest.js';

/** Why a month stands still. */
export interface ProblemaPeriodo {
  codigo: string;
  detalle: string;
  en: string;
}

/** A month and its way through the archive. */
export interface PeriodoRow extends Camino {
  mes: Month;
  generacion: number;
  /** The turn of the archive in which that export was begun. */
  turno: number;
  /** The export that answers for the month; null while the database does. */
  archivada: number | null;
  manifiesto: Manifest | null;
  manifiestoNuevo: Manifest | null;
  cambiadoEn: string;
  problema: ProblemaPeriodo | null;
}

const COLUMNS = `mes::text, estado, caliente, generacion, turno, archivada, manifiesto, manifiesto_nuevo AS "manifiestoNuevo",
  cambiado_en AS "cambiadoEn", separado_en AS "separadoEn", restaurado_en AS "restauradoEn", problema`;

const LIST_ARCHIVED = 'SELECT manifiesto AS manifest FROM periodos WHERE archivada IS NOT NULL ORDER BY mes';

const BEGIN_EXPORT = 'UPDATE periodos SET generacion = generacion + 1, turno = $2 WHERE mes = $1';

// $1 month, $2 the export that answered until now, $3 the one that answers from now on.
const REPLACE = `
  UPDATE periodos SET archivada = $3, manifiesto = $4, cambiado_en = now()
  WHERE mes = $1 AND archivada = $2 AND generacion = $3`;

const NOTE_PROBLEM = `
  UPDATE periodos SET problema = jsonb_build_object('codigo', $2::text, 'detalle', $3::text,
    'en', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) WHERE mes = $1`;

/** Keeps where each month stands: the table `periodos`. */
@Injectable()
export class PeriodoLedger {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async find(mes: Month, db: Queryable = this.pool): Promise<PeriodoRow> {
    const { rows } = await db.query<PeriodoRow>(`SELECT ${COLUMNS} FROM periodos WHERE mes = $1`, [mes]);
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'periodo', id: yearMonth(mes) });
    return rows[0];
  }

  /** All months, newest first. */
  async list(db: Queryable = this.pool): Promise<PeriodoRow[]> {
    return (await db.query<PeriodoRow>(`SELECT ${COLUMNS} FROM periodos ORDER BY mes DESC`)).rows;
  }

  /** The manifests of all months that the archive answers for, oldest first. */
  async listArchived(db: Queryable): Promise<Manifest[]> {
    const { rows } = await db.query<{ manifest: Manifest }>({
      name: 'meses-archivados',
      text: LIST_ARCHIVED,
    });
    return rows.map(({ manifest }) => manifest);
  }

  /**
   * Takes a month from one estado to the next.
   *
   * @param changes - Further columns, as SQL; values from `$4` on.
   * @throws {DomainError} `periodo-no-archivable` when the month is not there any more, or may not go there
   */
  async advance(
    db: Queryable,
    mes: Month,
    [from, to]: readonly [EstadoPeriodo, EstadoPeriodo],
    changes = '',
    values: readonly unknown[] = [],
  ): Promise<void> {
    const { rowCount } = mayGo(from, to)
      ? await db.query(
          `UPDATE periodos SET estado = $3, cambiado_en = now(), problema = NULL${changes && `, ${changes}`}
           WHERE mes = $1 AND estado = $2`,
          [mes, from, to, ...values],
        )
      : { rowCount: 0 };
    // Only one run at a time gets here, so that this is somebody's hand in the database.
    if (rowCount !== 1) throw new DomainError('periodo-no-archivable', { mes: yearMonth(mes), estado: from });
  }

  /**
   * Begins another export of a month, in a turn of the archive. Its number is new, so that nobody has written anything
   * under it.
   */
  async beginExport(db: Queryable, mes: Month, turno: number): Promise<PeriodoRow> {
    await db.query(BEGIN_EXPORT, [mes, turno]);
    return this.find(mes, db);
  }

  /**
   * Lets another export answer for an archived month.
   *
   * @param archivada - The export that answered until now.
   * @returns false when another one answers by now; then nothing has changed.
   */
  async replaceExport(db: Queryable, archivada: number, manifest: Manifest): Promise<boolean> {
    const { mes, generacion } = manifest;
    return (await db.query(REPLACE, [mes, archivada, generacion, manifest])).rowCount === 1;
  }

  /** Notes why a month stands still, for operators to see. */
  async noteProblem(db: Queryable, mes: Month, error: unknown): Promise<void> {
    const codigo = error instanceof DomainError ? error.code : 'interno';
    const detalle = error instanceof Error ? error.message : String(error);
    await db.query(NOTE_PROBLEM, [mes, codigo, detalle]);
  }
}
