import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { PRIMARY_READ_POOL } from '../database/tokens.js';
import { type Gauge, Measures, type MeasureSource } from '../metrics/measures.js';
import { together } from '../lifecycle/together.js';

// How late: of what should have begun by now, the oldest. Last failed: the newest run that ended did not succeed.
const JOBS = `
  SELECT p.tipo AS job,
    coalesce(max(extract(epoch FROM now() - p.proxima_en)) FILTER (WHERE NOT p.pausada AND p.proxima_en < now()), 0)::float8 AS late,
    (SELECT count(*) FROM ejecuciones e WHERE e.tipo = p.tipo AND e.estado = 'en_curso')::int AS running,
    (SELECT count(*) FROM ejecuciones e WHERE e.tipo = p.tipo AND e.estado = 'en_cola')::int AS waiting,
    coalesce((SELECT (e.estado = 'fallida')::int FROM ejecuciones e
              WHERE e.tipo = p.tipo AND NOT e.simulacro AND e.terminada_en IS NOT NULL
              ORDER BY e.terminada_en DESC LIMIT 1), 0) AS failed
  FROM programaciones p WHERE p.eliminada_en IS NULL GROUP BY p.tipo`;

interface JobRow {
  job: string;
  late: number;
  running: number;
  waiting: number;
  failed: number;
}

/** Whether jobs run when they should. */
@Injectable()
@Measures()
export class JobMeasures implements MeasureSource {
  readonly figures: readonly Gauge[];

  constructor(@Inject(PRIMARY_READ_POOL) pool: pg.Pool) {
    const readAll = together(async () => (await pool.query<JobRow>(JOBS)).rows);
    const figure = (name: string, help: string, of: (row: JobRow) => number): Gauge => ({
      name,
      help,
      labels: ['job'],
      read: async () => (await readAll()).map((row) => ({ labels: { job: row.job }, value: of(row) })),
    });
    this.figures = [
      figure(
        'trazo_job_late_seconds',
        'How long ago a job should have begun; 0 while it is on time.',
        ({ late }) => late,
      ),
      figure('trazo_job_running', 'Runs of a job that are under way.', ({ running }) => running),
      figure('trazo_job_waiting', 'Runs of a job that wait for a worker.', ({ waiting }) => waiting),
      figure(
        'trazo_job_last_failed',
        'Whether the last run of a job that ended failed.',
        ({ failed }) => failed,
      ),
    ];
  }
}
