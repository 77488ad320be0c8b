import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { type Gauge, Measures, type MeasureSource } from '../../platform/metrics/measures.js';
import { together } from '../../platform/lifecycle/together.js';
import type { Lector } from './lector.dto.js';
import { readLectores } from './lector-row.js';

/** How far the readers of the log are behind. */
@Injectable()
@Measures()
export class ReaderMeasures implements MeasureSource {
  readonly figures: readonly Gauge[];

  constructor(@Inject(PRIMARY_READ_POOL) pool: pg.Pool) {
    const readAll = together(() => readLectores(pool));
    const figure = (name: string, help: string, of: (lector: Lector) => number): Gauge => ({
      name,
      help,
      labels: ['reader'],
      read: async () =>
        (await readAll()).map((each) => ({ labels: { reader: each.nombre }, value: of(each) })),
    });
    this.figures = [
      figure(
        'trazo_reader_pending_rows',
        'Rows of the log that a reader has not read.',
        (each) => each.pendientes,
      ),
      figure('trazo_reader_lag_seconds', 'Age of the oldest of these.', (each) => each.retrasoS),
      figure(
        'trazo_reader_set_aside',
        'Facts that a reader could not work off and that wait for an operator.',
        (each) => each.apartados,
      ),
    ];
  }
}
