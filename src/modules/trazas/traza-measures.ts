import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { alone, type Gauge, Measures, type MeasureSource } from '../../platform/metrics/measures.js';
import { COUNT_ESPERAS } from './esperas.js';

const OPEN_RECHAZOS = `SELECT count(*)::int AS value FROM rechazos WHERE estado = 'abierto'`;

/** Trazas that wait for somebody. */
@Injectable()
@Measures()
export class TrazaMeasures implements MeasureSource {
  readonly figures: readonly Gauge[];

  constructor(@Inject(PRIMARY_READ_POOL) pool: pg.Pool) {
    const count = (text: string) => async () =>
      alone((await pool.query<{ value: number }>(text)).rows[0]?.value ?? 0);
    this.figures = [
      {
        name: 'trazo_rechazos_open',
        help: 'Accepted trazas that could not be stored and that wait for an operator.',
        read: count(OPEN_RECHAZOS),
      },
      {
        name: 'trazo_trazas_waiting',
        help: 'Trazas of reserved codes that wait for their envío.',
        read: count(COUNT_ESPERAS),
      },
    ];
  }
}
