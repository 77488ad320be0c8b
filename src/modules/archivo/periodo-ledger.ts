import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { Month } from '../../platform/database/month.js';
import type { Queryable } from '../../platform/database/pool.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Manifest } from './manifest.js';
import { ARCHIVE_POOL } from './archive-pool.js';
import type { HeldRun } from './archive-run.js';

/** Where a month stands on its way through the archive. */
export type EstadoPeriodo = 'abierto' | 'cerrado' | 'exportado' | 'verificado' | 'separado' | 'eliminado';

/** Why a month stands still. */
export interface ProblemaPeriodo {
  codigo: string;
  detalle: string;
  en: string;
}

/** A month and its way through the archive. */
export interface PeriodoRow {
  mes: Month;
  estado: EstadoPeriodo;
  caliente: boolean;
  generacion: number;
  /** The turn in which that export was begun. */
  turno: number;
  archivada: number | null;
  manifiesto: Manifest | null;
  manifiestoNuevo: Manifest | null;
  cambiadoEn: string;
  separadoEn: string | null;
  restauradoEn: string | null;
  problema: ProblemaPeriodo | null;
}

const COLUMNS = `mes::text, estado, caliente, generacion, turno, archivada, manifiesto, manifiesto_nuevo AS "manifiestoNuevo",
  cambiado_en AS "cambiadoEn", separado_en AS "separadoEn", restaurado_en AS "restauradoEn", problema`;

const BEGIN_EXPORT = 'UPDATE periodos SET generacion = generacion + 1, turno = $2 WHERE mes = $1';

const NOTE_PROBLEM = `
  UPDATE periodos SET problema = jsonb_build_object('codigo', $2::text, 'detalle', $3::text,
    'en', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) WHERE mes = $1`;

/** Keeps where each month stands. */
@Injectable()
export class PeriodoLedger {
  constructor(@Inject(ARCHIVE_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async find(mes: Month, db: Queryable = this.pool): Promise<PeriodoRow> {
    const { rows } = await db.query<PeriodoRow>(`SELECT ${COLUMNS} FROM periodos WHERE mes = $1`, [mes]);
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'periodo', id: mes.slice(0, 7) });
    return rows[0];
  }

  /** All months, newest first. */
  async list(db: Queryable = this.pool): Promise<PeriodoRow[]> {
    return (await db.query<PeriodoRow>(`SELECT ${COLUMNS} FROM periodos ORDER BY mes DESC`)).rows;
  }

  /** Of these months, those that have no open envío. */
  async listWithoutOpen(periodos: readonly PeriodoRow[]): Promise<Set<Month>> {
    const settled = new Set<Month>();
    for (const { mes } of periodos) {
      const { rows } = await this.pool.query<{ open: boolean }>(
        'SELECT EXISTS (SELECT FROM vista_envios_detalle WHERE mes = $1 AND NOT es_terminal(estado)) AS open',
        [mes],
      );
      if (!rows[0]?.open) settled.add(mes);
    }
    return settled;
  }

  /**
   * Takes a month from one estado to the next.
   *
   * @param changes - Further columns, as SQL; values from `$4` on.
   */
  async advance(
    db: Queryable,
    mes: Month,
    [from, to]: readonly [EstadoPeriodo, EstadoPeriodo],
    changes = '',
    values: readonly unknown[] = [],
  ): Promise<void> {
    const { rowCount } = await db.query(
      `UPDATE periodos SET estado = $3, cambiado_en = now(), problema = NULL${changes && `, ${changes}`}
       WHERE mes = $1 AND estado = $2`,
      [mes, from, to, ...values],
    );
    // Only one run at a time gets here, so that this is somebody's hand in the database.
    if (rowCount !== 1)
      throw new DomainError('periodo-no-archivable', { mes: mes.slice(0, 7), estado: from });
  }

  /** Begins another export of a month. Its number is new, so that nobody has written anything under it. */
  async beginExport({ turn }: HeldRun, mes: Month): Promise<PeriodoRow> {
    await turn.work((client) => client.query(BEGIN_EXPORT, [mes, turn.number]));
    return this.find(mes);
  }

  /** Notes why a month stands still, for operators to see. */
  async noteProblem({ turn }: HeldRun, mes: Month, error: unknown): Promise<void> {
    const codigo = error instanceof DomainError ? error.code : 'interno';
    const detalle = error instanceof Error ? error.message : String(error);
    await turn.work((client) => client.query(NOTE_PROBLEM, [mes, codigo, detalle]));
  }
}
