import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { alone, type Gauge, Measures, type MeasureSource } from '../../platform/metrics/measures.js';
import { together } from '../../platform/lifecycle/together.js';
import { listDirtyMonths } from '../../platform/read-models/dirty-months.js';
import { readModels } from '../../platform/read-models/read-model.js';

const STATES = 'SELECT estado::text AS state, count(*)::int AS value FROM periodos GROUP BY estado';
const STANDING = 'SELECT count(*)::int AS value FROM periodos WHERE problema IS NOT NULL';

/** What the months have to refresh, and where they stand on their way to the archive. */
@Injectable()
@Measures()
export class MonthMeasures implements MeasureSource {
  readonly figures: readonly Gauge[];

  constructor(@Inject(PRIMARY_READ_POOL) pool: pg.Pool) {
    const readAll = together(() =>
      Promise.all(
        readModels
          .all()
          .map(async (model) => ({ model: model.name, months: await listDirtyMonths(pool, model) })),
      ),
    );
    this.figures = [
      {
        name: 'trazo_delta_rows',
        help: 'Rows of a month of a read model that changed since its refresh.',
        labels: ['model', 'month'],
        read: async () =>
          (await readAll()).flatMap(({ model, months }) =>
            months.map(({ month, rows }) => ({ labels: { model, month: month.slice(0, 7) }, value: rows })),
          ),
      },
      {
        name: 'trazo_delta_oldest_seconds',
        help: 'Age of the oldest change of a read model that is not refreshed; 0 if there is none.',
        labels: ['model'],
        read: async () =>
          (await readAll()).map(({ model, months }) => ({
            labels: { model },
            value: Math.max(0, ...months.map(({ ageMs }) => ageMs / 1_000)),
          })),
      },
      {
        name: 'trazo_months',
        help: 'Months by where they stand on their way to the archive.',
        labels: ['state'],
        read: async () => {
          const { rows } = await pool.query<{ state: string; value: number }>(STATES);
          return rows.map(({ state, value }) => ({ labels: { state }, value }));
        },
      },
      {
        name: 'trazo_months_standing_still',
        help: 'Months that the archive could not go on with.',
        read: async () => alone((await pool.query<{ value: number }>(STANDING)).rows[0]?.value ?? 0),
      },
    ];
  }
}
