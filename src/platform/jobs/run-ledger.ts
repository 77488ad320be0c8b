import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { sqlState } from '../database/sql-errors.js';
import { POOL } from '../database/tokens.js';
import type { FieldError, MessageParams } from '../errors/field-errors.js';
import type { ProblemCode } from '../errors/problem.js';
import type { Json, JobResult } from './job-context.js';
import { storableJson } from './storable.js';

/** How long a run belongs to its worker without a sign of life. */
export const LEASE_MS = 20_000;

/** Workers that may vanish with a run, without a checkpoint in between, before it is taken to be what kills them. */
const MAX_LOST = 3;

/** A run in the hands of a worker. `intentos` is its claim: who comes later has a higher one. */
export interface ClaimedRun {
  id: string;
  tipo: string;
  parametros: object;
  simulacro: boolean;
  intentos: number;
  lineas: number;
  limiteS: number | null;
  /** Milliseconds since it was first begun. */
  edadMs: number;
  punto: Json;
}

/** A run that waits for a worker. */
export interface WaitingRun {
  id: string;
  intentos: number;
  disponibleEn: string;
}

/** A line of a run's log. */
export interface LogLine {
  at: Date;
  text: string;
}

/** What a run has told since the last time. */
export interface Told {
  progress?: { done: number; total: number | null; unit: string | null; perSecond: number | null };
  lines: LogLine[];
  checkpoint?: Json;
}

/** Why a run failed: a problem of the API's table. */
export interface RunProblem {
  code: ProblemCode;
  params: MessageParams;
  fields: readonly FieldError[];
}

// Of one programación the runs go one after the other, in their order; a dry run is in nobody's way.
const IS_NEXT = `
  (simulacro OR NOT EXISTS (
    SELECT FROM ejecuciones o
    WHERE o.programacion_id = e.programacion_id AND NOT o.simulacro
      AND (o.estado = 'en_curso' OR o.estado = 'en_cola' AND (o.disponible_en, o.id) < (e.disponible_en, e.id))))`;

// $1 id, $2 types that this worker knows, $3 worker, $4 lease in ms.
const CLAIM = `
  UPDATE ejecuciones e SET estado = 'en_curso', intentos = intentos + 1, worker = $3,
    iniciada_en = coalesce(iniciada_en, now()), arriendo_hasta = now() + make_interval(secs => $4 / 1000.0)
  WHERE id = $1 AND estado = 'en_cola' AND tipo = ANY ($2) AND ${IS_NEXT}
  RETURNING id, tipo, parametros, simulacro, intentos, lineas, limite_s AS "limiteS", punto,
    extract(epoch FROM now() - iniciada_en) * 1000.0 AS "edadMs"`;

// $1 id, $2 claim, $3 lease in ms, $4 to $7 progress, $8 whether there is any, $9 checkpoint, $10 and $11 lines. Answers
// no row when the run has gone to somebody else.
const BEAT = `
  WITH beat AS (
    UPDATE ejecuciones SET arriendo_hasta = now() + make_interval(secs => $3 / 1000.0),
      hecho = CASE WHEN $8 THEN $4 ELSE hecho END, total = CASE WHEN $8 THEN $5 ELSE total END,
      unidad = CASE WHEN $8 THEN $6 ELSE unidad END, por_segundo = CASE WHEN $8 THEN $7 ELSE por_segundo END,
      punto = coalesce($9::jsonb, punto), perdidas = CASE WHEN $9::jsonb IS NULL THEN perdidas ELSE 0 END,
      lineas = lineas + cardinality($10::timestamptz[])
    WHERE id = $1 AND intentos = $2 AND estado = 'en_curso'
    RETURNING id, lineas, cancelacion_en
  ), written AS (
    INSERT INTO ejecucion_lineas (ejecucion_id, numero, escrita_en, texto)
    SELECT beat.id, beat.lineas - cardinality($10::timestamptz[]) + l.orden, l.en, l.texto
    FROM beat, unnest($10::timestamptz[], $11::text[]) WITH ORDINALITY AS l (en, texto, orden)
  )
  SELECT cancelacion_en IS NOT NULL AS cancelled FROM beat`;

// $1 id, $2 claim, $3 estado, $4 result, $5 problem.
const CLOSE = `
  UPDATE ejecuciones SET estado = $3::estado_ejecucion, resultado = $4::jsonb, problema = $5::jsonb,
    terminada_en = now(), arriendo_hasta = NULL
  WHERE id = $1 AND intentos = $2 AND estado = 'en_curso'
  RETURNING programacion_id AS "programacionId"`;

// $1 id, $2 claim. Of a run by the clock that had nothing to do and nothing to say, only when it was remains.
const CLOSE_EMPTY = `
  WITH gone AS (
    DELETE FROM ejecuciones
    WHERE id = $1 AND intentos = $2 AND estado = 'en_curso' AND origen = 'programada' AND lineas = 0
    RETURNING programacion_id
  )
  UPDATE programaciones SET vacia_en = now() FROM gone WHERE id = gone.programacion_id
  RETURNING id AS "programacionId"`;

// $1 id, $2 claim, $3 seconds until somebody takes it up again.
const RELEASE = `
  UPDATE ejecuciones SET estado = 'en_cola', arriendo_hasta = NULL, worker = NULL,
    disponible_en = now() + make_interval(secs => $3)
  WHERE id = $1 AND intentos = $2 AND estado = 'en_curso'`;

// $1 lost workers at most, $2 the problem of one that lost more.
const RECOVER = `
  UPDATE ejecuciones SET perdidas = perdidas + 1, arriendo_hasta = NULL,
    estado = CASE WHEN cancelacion_en IS NOT NULL THEN 'cancelada' WHEN perdidas + 1 >= $1 THEN 'fallida'
                  ELSE 'en_cola' END::estado_ejecucion,
    problema = CASE WHEN cancelacion_en IS NULL AND perdidas + 1 >= $1 THEN $2::jsonb END,
    terminada_en = CASE WHEN cancelacion_en IS NOT NULL OR perdidas + 1 >= $1 THEN now() END
  WHERE estado = 'en_curso' AND arriendo_hasta < now()
  RETURNING id, tipo, worker, estado`;

const WAITING_COLUMNS = 'id, intentos, disponible_en AS "disponibleEn"';

// $1 rows at most.
const WAITING = `
  SELECT ${WAITING_COLUMNS} FROM ejecuciones e WHERE estado = 'en_cola' AND disponible_en <= now() AND ${IS_NEXT}
  ORDER BY disponible_en, id LIMIT $1`;

// $1 programación.
const NEXT_OF = `
  SELECT ${WAITING_COLUMNS} FROM ejecuciones WHERE estado = 'en_cola' AND programacion_id = $1
  ORDER BY disponible_en, id LIMIT 1`;

const UNIQUE_VIOLATION = '23505';

/** The rows of runs, as the workers that run them write them. */
@Injectable()
export class RunLedger {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  /** Takes a run; undefined when it is not to be had: taken, not waiting any more, or behind another one. */
  async claim(id: string, types: readonly string[], worker: string): Promise<ClaimedRun | undefined> {
    try {
      const { rows } = await this.pool.query<ClaimedRun>(CLAIM, [id, types, worker, LEASE_MS]);
      return rows[0];
    } catch (error) {
      // Another run of its programación was taken at the same moment.
      if (sqlState(error) === UNIQUE_VIOLATION) return undefined;
      throw error;
    }
  }

  /**
   * Writes what a run has told, and that it is alive.
   *
   * @returns whether it has to stop; undefined if it is not this worker's any more.
   */
  async beat({ id, intentos }: ClaimedRun, told: Told): Promise<{ cancelled: boolean } | undefined> {
    const { progress, lines, checkpoint } = told;
    const { rows } = await this.pool.query<{ cancelled: boolean }>(BEAT, [
      id,
      intentos,
      LEASE_MS,
      progress?.done ?? null,
      progress?.total ?? null,
      progress?.unit ?? null,
      progress?.perSecond ?? null,
      progress !== undefined,
      checkpoint === undefined ? null : storableJson(checkpoint),
      lines.map(({ at }) => at),
      lines.map(({ text }) => text),
    ]);
    return rows[0];
  }

  /**
   * Ends a run.
   *
   * @returns its programación; undefined if it was not this worker's any more.
   */
  async close(
    { id, intentos }: ClaimedRun,
    estado: 'completada' | 'fallida' | 'cancelada',
    result: JobResult | null,
    problem: RunProblem | null,
  ): Promise<string | undefined> {
    const json = (value: unknown) => (value === null ? null : storableJson(value));
    const { rows } = await this.pool.query<{ programacionId: string }>(CLOSE, [
      id,
      intentos,
      estado,
      json(result),
      json(problem),
    ]);
    return rows[0]?.programacionId;
  }

  /** Ends a run that had nothing to do, without a trace if nobody asked for it; as `close` otherwise. */
  async closeEmpty(run: ClaimedRun): Promise<string | undefined> {
    const { rows } = await this.pool.query<{ programacionId: string }>(CLOSE_EMPTY, [run.id, run.intentos]);
    return rows[0]?.programacionId ?? (await this.close(run, 'completada', {}, null));
  }

  /** Gives a run back, for another worker to go on with. */
  async release({ id, intentos }: ClaimedRun, delayS: number): Promise<void> {
    await this.pool.query(RELEASE, [id, intentos, delayS]);
  }

  /** Takes runs from workers that have given no sign of life. */
  async recover(): Promise<{ id: string; tipo: string; worker: string; estado: string }[]> {
    const problem: RunProblem = { code: 'worker-perdido', params: { veces: MAX_LOST }, fields: [] };
    return (await this.pool.query(RECOVER, [MAX_LOST, storableJson(problem)])).rows as never;
  }

  /** Runs that wait for nothing but a worker, at most so many. */
  async listWaiting(limit: number): Promise<WaitingRun[]> {
    return (await this.pool.query<WaitingRun>(WAITING, [limit])).rows;
  }

  /** The run of a programación that is next. */
  async nextOf(programacionId: string): Promise<WaitingRun | undefined> {
    return (await this.pool.query<WaitingRun>(NEXT_OF, [programacionId])).rows[0];
  }
}
