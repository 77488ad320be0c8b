import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Estado, ESTADOS, ESTADOS_ABIERTOS } from '../../modules/estados/contract.js';
import { type Anomalia, ANOMALIAS } from '../../modules/trazas/contract.js';
import type { KpiResumen } from '../../modules/kpis/kpi.dto.js';
import { dayBefore } from '../../modules/kpis/kpi-range.js';
import { KpiReader } from '../../modules/kpis/kpi-reader.js';
import { scopeOf } from '../../modules/kpis/kpi-scope.js';
import { ACTIVITY_SUMS, type ActivityRow, NOTHING, toActividad } from '../../modules/kpis/kpi-rows.js';
import { ownerFor } from '../../platform/access/owner.js';
import { GetKpiResumenQuery } from './get-kpi-resumen.query.js';

/** Of rows that are not closed; those that are have an hour long before all others, and are left out by it. */
const STATE_SUMS = {
  envios: 'coalesce(sum(cuenta), 0)::float8',
  atrasados: `coalesce(sum(cuenta) FILTER (
    WHERE vence > '-infinity' AND vence < date_trunc('hour', now(), 'UTC')), 0)::float8`,
  quietos: `coalesce(sum(cuenta) FILTER (
    WHERE movido > '-infinity' AND movido < date_trunc('hour', now(), 'UTC') - make_interval(hours => $1)), 0)::float8`,
};

interface EstadoRow {
  clave: Estado;
  envios: number;
  atrasados: number;
  quietos: number;
}

@QueryHandler(GetKpiResumenQuery)
export class GetKpiResumenHandler implements IQueryHandler<GetKpiResumenQuery> {
  constructor(private readonly reader: KpiReader) {}

  async execute(query: GetKpiResumenQuery): Promise<KpiResumen> {
    const { sinMovimientoHoras, incluirArchivo, ...asked } = query.input;
    const scope = scopeOf(asked, ownerFor(query));
    const archive = incluirArchivo === 'true';
    const today = this.reader.dayOf(new Date());
    const yesterday = dayBefore(today);
    const calculation = await this.reader.calculation();
    const [states, anomalies, days, archivo] = await Promise.all([
      this.reader.read<EstadoRow>({
        clase: 'estado',
        by: ['estado'],
        sums: STATE_SUMS,
        scope,
        archive,
        limit: ESTADOS.length,
        values: [sinMovimientoHoras],
      }),
      this.reader.read<{ clave: Anomalia; trazas: number }>({
        clase: 'anomalia',
        by: ['anomalia'],
        sums: { trazas: 'coalesce(sum(cuenta), 0)::float8' },
        scope,
        archive,
        limit: ANOMALIAS.length,
      }),
      this.reader.read<ActivityRow & { dia: string }>({
        clase: 'diario',
        by: ['dia'],
        sums: ACTIVITY_SUMS,
        scope,
        days: [yesterday, today],
        archive,
        limit: 2,
      }),
      this.reader.reach(undefined, archive),
    ]);
    const enviosIn = (estado: Estado) => states.find(({ clave }) => clave === estado)?.envios ?? 0;
    const activity = (dia: string) => ({
      dia,
      ...toActividad(days.find((day) => day.dia === dia) ?? NOTHING),
    });
    const trazasWith = (anomalia: Anomalia) => anomalies.find(({ clave }) => clave === anomalia)?.trazas ?? 0;
    return {
      ...calculation,
      archivo,
      estados: ESTADOS.map((estado) => ({ estado, envios: enviosIn(estado) })),
      abiertos: total(ESTADOS_ABIERTOS.map(enviosIn)),
      atrasados: total(states.map(({ atrasados }) => atrasados)),
      sinMovimiento: total(states.map(({ quietos }) => quietos)),
      anomalas: total(ANOMALIAS.map(trazasWith)),
      anomalias: { reloj: trazasWith('reloj'), lugar: trazasWith('lugar') },
      hoy: activity(today),
      ayer: activity(yesterday),
    };
  }
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
