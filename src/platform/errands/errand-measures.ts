import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { PRIMARY_READ_POOL } from '../database/tokens.js';
import { type Gauge, Measures, type MeasureSource } from '../metrics/measures.js';

const BY_STATE =
  'SELECT oficio AS kind, estado AS state, count(*)::int AS value FROM encargos GROUP BY oficio, estado';

/** Work that leaves the house: what waits, and what was given up. */
@Injectable()
@Measures()
export class ErrandMeasures implements MeasureSource {
  readonly figures: readonly Gauge[];

  constructor(@Inject(PRIMARY_READ_POOL) pool: pg.Pool) {
    this.figures = [
      {
        name: 'trazo_errands',
        help: 'Errands that are kept, by kind and state.',
        labels: ['kind', 'state'],
        read: async () => {
          const { rows } = await pool.query<{ kind: string; state: string; value: number }>(BY_STATE);
          return rows.map(({ kind, state, value }) => ({ labels: { kind, state }, value }));
        },
      },
    ];
  }
}
