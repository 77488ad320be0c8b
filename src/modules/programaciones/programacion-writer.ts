import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { JobType } from '../../platform/jobs/job-types.js';
import { nextFire } from '../../platform/schedules/schedule.js';
import {
  PROGRAMACION_COLUMNS,
  type ProgramacionRow,
  type Reglas,
  scheduleOf,
  unknownProgramacion,
} from './programacion-row.js';

const COLUMNS = [
  'nombre',
  'parametros',
  'cron',
  'cada_s',
  'zona',
  'solapamiento',
  'ventana_s',
  'dispersion_s',
  'limite_s',
  'pausada',
] as const satisfies readonly (keyof Reglas)[];

const PLACES = COLUMNS.map((_, index) => `$${index + 4}`).join(', ');

// $1 id, $2 tipo, $3 next fire time, $4 and so on the rules.
const INSERT = `
  INSERT INTO programaciones (id, tipo, proxima_en, ${COLUMNS.join(', ')}) VALUES ($1, $2, $3, ${PLACES})`;

// $1 id, $2 tipo, $3 next fire time, $4 and so on the rules. A change by an operator is a new version.
const UPDATE = `
  UPDATE programaciones SET proxima_en = $3, (${COLUMNS.join(', ')}) = ROW (${PLACES}), version = version + 1,
    actualizada_en = clock_timestamp()
  WHERE id = $1 AND tipo = $2`;

const LOCK = `SELECT ${PROGRAMACION_COLUMNS} FROM programaciones WHERE id = $1 AND eliminada_en IS NULL FOR UPDATE`;

// The clock forgets it, and nobody sees it any more; its runs stay.
const REMOVE = `
  UPDATE programaciones SET eliminada_en = clock_timestamp(), proxima_en = NULL, version = version + 1
  WHERE id = $1 AND semilla IS NULL`;

/** Writes programaciones, in the caller's transaction. */
@Injectable()
export class ProgramacionWriter {
  /** @returns the id of the new one. */
  async create(db: Queryable, tipo: JobType, reglas: Reglas): Promise<string> {
    const id = uuidV7();
    await db.query(INSERT, [id, tipo, firstFire(reglas), ...valuesOf(reglas)]);
    return id;
  }

  /**
   * A programación that nobody else changes, and that begins no run, until the transaction ends.
   *
   * @throws {DomainError} `recurso-desconocido`
   */
  async lock(db: Queryable, id: string): Promise<ProgramacionRow> {
    const { rows } = await db.query<ProgramacionRow>(LOCK, [id]);
    if (!rows[0]) throw unknownProgramacion(id);
    return rows[0];
  }

  /** Gives a locked one new rules. What it missed so far counts only while it is due at the same times as before. */
  async change(db: Queryable, before: ProgramacionRow, after: Reglas): Promise<void> {
    const same = (['cron', 'cada_s', 'zona', 'pausada'] as const).every(
      (name) => before[name] === after[name],
    );
    const next = same ? before.proxima_en : firstFire(after);
    await db.query(UPDATE, [before.id, before.tipo, next, ...valuesOf(after)]);
  }

  /** @throws {DomainError} `programacion-del-programa`: without it, something would never be done again, and nobody would see */
  async remove(db: Queryable, { id, nombre, tipo }: ProgramacionRow): Promise<void> {
    const { rowCount } = await db.query(REMOVE, [id]);
    if (rowCount !== 1) throw new DomainError('programacion-del-programa', { nombre: nombre ?? tipo });
  }
}

function firstFire(reglas: Reglas): Date | null {
  return reglas.pausada ? null : (nextFire(scheduleOf(reglas), new Date()) ?? null);
}

function valuesOf(reglas: Reglas): unknown[] {
  return COLUMNS.map((column) => reglas[column]);
}
