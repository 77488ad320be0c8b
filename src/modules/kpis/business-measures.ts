import { Injectable } from '@nestjs/common';
import { type Gauge, Measures, type MeasureSource } from '../../platform/metrics/measures.js';
import { together } from '../../platform/lifecycle/together.js';
import { KpiReader } from './kpi-reader.js';
import { ACTIVITY_SUMS, type ActivityRow, NOTHING } from './kpi-rows.js';

/** What the business day comes to so far: as `GET /v1/kpis/resumen` tells it. */
@Injectable()
@Measures()
export class BusinessMeasures implements MeasureSource {
  readonly figures: readonly Gauge[];

  constructor(reader: KpiReader) {
    const readToday = together(async (): Promise<ActivityRow> => {
      const today = reader.dayOf(new Date());
      const [row] = await reader.read<ActivityRow>({
        clase: 'diario',
        by: ['dia'],
        sums: ACTIVITY_SUMS,
        scope: {},
        days: [today, today],
        archive: false,
        limit: 1,
      });
      return row ?? NOTHING;
    });
    const figure = (name: string, help: string, of: (row: ActivityRow) => number): Gauge => ({
      name,
      help,
      read: async () => [{ labels: {}, value: of(await readToday()) }],
    });
    this.figures = [
      figure('trazo_envios_created_today', 'Envíos created on this business day.', ({ creados }) => creados),
      figure(
        'trazo_envios_delivered_today',
        'Envíos delivered on this business day.',
        ({ entregados }) => entregados,
      ),
      figure(
        'trazo_envios_promised_today',
        'Of these, those that had a date to meet.',
        ({ con_promesa }) => con_promesa,
      ),
      figure('trazo_envios_on_time_today', 'Of these, those that met it.', ({ a_tiempo }) => a_tiempo),
      figure('trazo_envios_first_attempts_today', 'First attempts to deliver.', ({ primeros }) => primeros),
      figure(
        'trazo_envios_first_attempts_delivered_today',
        'Of these, those that succeeded.',
        ({ primeros_bien }) => primeros_bien,
      ),
    ];
  }
}
