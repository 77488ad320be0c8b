import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import type { Origen } from './domain/ejecucion.js';
import { EJECUCION_COLUMNS, type EjecucionRow, unknownEjecucion } from './ejecucion-row.js';
import type { ProgramacionRow } from './programacion-row.js';

/** Runs of one programación that may wait; what comes on top is left out. */
const MAX_WAITING = 100;

/** A run to be. */
export interface Launch {
  origen: Origen;
  parametros: object;
  simulacro: boolean;
  /** Address of who asks for it; null for the clock. */
  actor: string | null;
  previstaEn?: Date;
  reintentoDe?: string;
  /** Milliseconds until it may begin. */
  delayMs?: number;
}

const OPEN = `
  SELECT count(*) AS open, count(*) FILTER (WHERE estado = 'en_cola') AS waiting FROM ejecuciones
  WHERE programacion_id = $1 AND estado IN ('en_cola', 'en_curso') AND NOT simulacro`;

const INSERT = `
  INSERT INTO ejecuciones (id, programacion_id, tipo, parametros, simulacro, origen, iniciada_por, reintento_de,
    prevista_en, disponible_en, limite_s)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now() + make_interval(secs => $10 / 1000.0), $11)
  ON CONFLICT ON CONSTRAINT ejecuciones_una_por_hora DO NOTHING
  RETURNING ${EJECUCION_COLUMNS}`;

// What waits has nothing to stop; what runs is asked to, and does at its next safe point.
const CANCEL = `
  UPDATE ejecuciones SET cancelacion_en = coalesce(cancelacion_en, now()), cancelada_por = coalesce(cancelada_por, $2),
    estado = CASE WHEN estado = 'en_cola' THEN 'cancelada' ELSE estado END,
    terminada_en = CASE WHEN estado = 'en_cola' THEN now() ELSE terminada_en END
  WHERE estado IN ('en_cola', 'en_curso') AND `;

/** Writes runs that are to be, in the caller's transaction. */
@Injectable()
export class EjecucionWriter {
  /**
   * Adds a run of a locked programación, as its overlap policy wants it. A dry run is in nobody's way.
   *
   * @returns undefined if the policy left it out, or if that fire time has its run.
   */
  async launch(
    db: Queryable,
    programacion: ProgramacionRow,
    launch: Launch,
  ): Promise<EjecucionRow | undefined> {
    if (!launch.simulacro && !(await this.makeRoom(db, programacion))) return undefined;
    const { rows } = await db.query<EjecucionRow>(INSERT, [
      uuidV7(),
      programacion.id,
      programacion.tipo,
      launch.parametros,
      launch.simulacro,
      launch.origen,
      launch.actor,
      launch.reintentoDe ?? null,
      launch.previstaEn ?? null,
      launch.delayMs ?? 0,
      programacion.limite_s,
    ]);
    return rows[0];
  }

  /** Asks one run to stop; what has ended stays as it is. */
  async cancel(db: Queryable, id: string, actor: string): Promise<EjecucionRow> {
    const { rows } = await db.query<EjecucionRow>(`${CANCEL} id = $1 RETURNING ${EJECUCION_COLUMNS}`, [
      id,
      actor,
    ]);
    return rows[0] ?? this.lock(db, id);
  }

  /** @throws {DomainError} `recurso-desconocido` */
  async lock(db: Queryable, id: string): Promise<EjecucionRow> {
    const { rows } = await db.query<EjecucionRow>(
      `SELECT ${EJECUCION_COLUMNS} FROM ejecuciones WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (!rows[0]) throw unknownEjecucion(id);
    return rows[0];
  }

  private async makeRoom(db: Queryable, { id, solapamiento }: ProgramacionRow): Promise<boolean> {
    const { rows } = await db.query<{ open: number; waiting: number }>(OPEN, [id]);
    const { open, waiting } = rows[0] as { open: number; waiting: number };
    switch (solapamiento) {
      case 'omitir':
        return open === 0;
      case 'encolar':
        return waiting < MAX_WAITING;
      case 'cancelar-anterior':
        await db.query(`${CANCEL} programacion_id = $1 AND NOT simulacro`, [id, 'solapamiento']);
        return true;
    }
  }
}
