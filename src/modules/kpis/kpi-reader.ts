import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { literal } from '../../platform/database/literal.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { calculatedAt, selectAggregate, selectGiven } from '../../platform/read-models/aggregate-reader.js';
import { localTime } from '../../platform/schedules/time-zone.js';
import { type AlcanceArchivo, type Archived, ArchivedFigures, ArchivedMonths } from '../archivo/contract.js';
import { KPI_DIARIO } from './kpi-diario.js';
import { columnsOf, conditionsOf, selectGroups, type Selection } from './kpi-sql.js';
import type { Calculo } from './kpi.dto.js';

/** Reads the figures. */
@Injectable()
export class KpiReader {
  readonly zone: string;

  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    @Inject(CONFIG) config: Config,
    private readonly months: ArchivedMonths,
    private readonly archive: ArchivedFigures,
  ) {
    this.zone = config.TRAZO_ZONA;
  }

  /** The business day of an instant, `YYYY-MM-DD`. */
  dayOf(instant: Date): string {
    return localTime(instant, this.zone).slice(0, 10);
  }

  /** Until when everything is counted. Ask it before the figures: they may be newer than it says, never older. */
  async calculation(): Promise<Calculo> {
    return { calculadoEn: await calculatedAt(this.pool, KPI_DIARIO), zona: this.zone };
  }

  /** Figures by group, in the order of the groups. */
  async read<Row extends object>(selection: Selection): Promise<Row[]> {
    const { where, values, text } = selectGroups(selection);
    const readHot = () => selectAggregate(this.pool, KPI_DIARIO, where);
    if (!selection.archive) return this.query<Row>(await readHot(), text, values);
    const read = async (archived: Archived) => {
      const cold = await this.archive.read(KPI_DIARIO, archived, {
        where: conditionsOf(selection, (value) => literal(String(value))),
        by: [...columnsOf(selection.by), ...(selection.within ?? [])],
        scope: selection.scope,
        byCliente: selection.by.includes('cliente'),
      });
      const source = `${await readHot()} UNION ALL ${selectGiven(KPI_DIARIO, `$${values.length + 1}`)}`;
      return this.query<Row>(source, text, [...values, cold]);
    };
    const [, rows] = await this.months.beside(this.pool, spanOf(selection), () => Promise.resolve(), read);
    return rows;
  }

  /** How far figures of these days reach into the archive; null if they do not. */
  reach(days: Selection['days'], included: boolean): Promise<AlcanceArchivo | null> {
    return this.months.reach(spanOf({ days }), included);
  }

  private async query<Row extends object>(source: string, text: string, values: unknown[]): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>(`WITH kpi AS (${source})\n${text}`, values);
    return rows;
  }
}

/** Days of any time zone: a day more on either side. */
function spanOf({ days }: Pick<Selection, 'days'>): { happened?: { desde: string; hasta: string } } {
  return days ? { happened: { desde: `${days[0]}T00:00:00+14:00`, hasta: `${days[1]}T23:59:59-12:00` } } : {};
}
