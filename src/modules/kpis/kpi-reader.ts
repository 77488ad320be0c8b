import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { AGGREGATES } from '../../platform/read-models/aggregate.js';
import { calculatedAt, selectAggregate } from '../../platform/read-models/aggregate-reader.js';
import { localTime } from '../../platform/validation/time-zone.js';
import { selectGroups, type Selection } from './kpi-sql.js';
import type { Calculo } from './kpi.dto.js';

const [KPI_DIARIO] = AGGREGATES;

/** Reads the figures. */
@Injectable()
export class KpiReader {
  readonly zone: string;

  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    @Inject(CONFIG) config: Config,
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
    const source = await selectAggregate(this.pool, KPI_DIARIO, where);
    const { rows } = await this.pool.query<Row>(`WITH kpi AS (${source})\n${text}`, values);
    return rows;
  }
}
