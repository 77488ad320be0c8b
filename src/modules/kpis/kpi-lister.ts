import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.js';
import type { Owner } from '../../platform/access/owner.js';
import { Cursors } from '../../platform/http/cursors.js';
import { isDay } from '../../platform/validation/day.js';
import { isUuid } from '../../platform/validation/fields.js';
import { rangeOf } from './kpi-range.js';
import { KpiReader } from './kpi-reader.js';
import { scopeOf } from './kpi-scope.js';
import { columnsOf, type Group, type Selection } from './kpi-sql.js';

/** What every list of figures may be asked. */
interface Asked {
  desde?: string;
  hasta?: string;
  transportista?: string;
  cliente?: string;
  region?: string;
  incluirArchivo?: 'true' | 'false';
  por: readonly Group[];
  limit: number;
  cursor?: string;
}

/** Who asks, and whose figures alone it sees; everybody's without an owner. */
interface ForWhom {
  actor: Actor;
  owner: Owner | undefined;
}

/** Reads one page of figures. */
@Injectable()
export class KpiLister {
  constructor(
    private readonly reader: KpiReader,
    private readonly cursors: Cursors,
  ) {}

  /**
   * @param toItem - A row as the wire wants it.
   * @param forWhom - Who asks, and whose figures alone it sees.
   * @throws {DomainError} `validacion` for a range that is empty or too long, or a cursor of another list.
   */
  async list<Row extends object, Item>(
    { clase, ...how }: Pick<Selection, 'clase' | 'sums' | 'within' | 'refine'>,
    { desde, hasta, incluirArchivo, por, limit, cursor, ...asked }: Asked,
    toItem: (row: Row) => Item,
    { actor, owner }: ForWhom,
  ) {
    const days = rangeOf({ desde, hasta }, this.reader.dayOf(new Date()));
    const by = [...new Set(por)].sort();
    const archive = incluirArchivo === 'true';
    const scope = scopeOf(asked, owner);
    const query = ['kpis', clase, by, days, scope, archive];
    const columns = columnsOf(by);
    const cursors = await this.cursors.open(actor);
    const after = cursor ? cursors.decode<unknown[]>(query, cursor, columns.map(shapeOf)) : undefined;
    const calculation = await this.reader.calculation();
    const rows = await this.reader.read<Row>({
      clase,
      by,
      ...how,
      scope,
      days,
      archive,
      after,
      limit: limit + 1,
    });
    const page = cursors.page(rows, limit, query, (row) =>
      columns.map((column) => (row as Record<string, unknown>)[column]),
    );
    const [first, last] = days;
    const archivo = await this.reader.reach(days, archive);
    return { ...calculation, archivo, desde: first, hasta: last, ...page, datos: page.datos.map(toItem) };
  }
}

/** What a cursor may have of a column: its type is that of the comparison with it. */
function shapeOf(column: string): (value: unknown) => boolean {
  if (column === 'dia') return isDay;
  return column.endsWith('_id') ? isUuid : (value) => typeof value === 'string';
}
