import { Injectable } from '@nestjs/common';
import { exactSql } from '../../../platform/database/instants.js';
import type { Queryable } from '../../../platform/database/pool.js';
import { EXACT_VALUE } from '../../../platform/read-models/list-sql.js';
import type { Selection } from '../../../platform/read-models/read-list.js';
import { ArchiveQueries, type Reader } from './archive-queries.js';
import type { Archived } from './archived-months.js';
import {
  ARCHIVED_TABLES,
  type ArchivedFile,
  DETALLE,
  fileJson,
  selectFromJson,
} from '../files/archived-tables.js';
import { duckCondition, duckLiteral } from './duck-conditions.js';
import type { Manifest } from '../../periodos/contract.js';

/** Months that are read together, at first and at most: the first ones may be all that a page needs. */
const FIRST_MONTHS = 1;
const MOST_MONTHS = 12;

const [ENVIOS] = ARCHIVED_TABLES as [ArchivedFile];

/** What a list shows of an archived envío: what it is, and what the definition made of it. */
const LISTED: ArchivedFile = {
  ...ENVIOS,
  columns: { ...ENVIOS.columns, ...DETALLE.columns },
  written: { ...ENVIOS.written, ...DETALLE.written },
};

/** Lists archived envíos. */
@Injectable()
export class ArchivedLists {
  constructor(private readonly queries: ArchiveQueries) {}

  /** The first archived rows that meet all conditions, in their order; rows without a value to order by come last. */
  async read<R extends object>(
    db: Queryable,
    { months, hot }: Archived,
    selection: Selection,
    gone: AbortSignal,
  ): Promise<R[]> {
    const where = selection.where.map(duckCondition);
    if (where.includes('false')) return [];
    const { order, limit } = selection;
    const sorted = order.descending ? months.toReversed() : months;
    const found: string[] = [];
    // In the order of creation a month comes after the other; by any other order each may have what comes first.
    const steps = order.column ? [sorted] : windows(sorted);
    for (const step of steps) {
      if (found.length >= limit || step.length === 0) break;
      const text = (read: Reader) => `
        SELECT ${fileJson(LISTED)} AS fila FROM ${read('envios')} e JOIN ${read('detalle')} d USING (codigo)
        WHERE ${[...where, ...placeOf(selection), isCold(hot)].join(' AND ')}
        ORDER BY ${orderOf(selection)} LIMIT ${limit - found.length}`;
      const rows = await this.queries.ask<{ fila: string }>(step, text, { gone });
      found.push(...rows.map(({ fila }) => fila));
    }
    return found.length === 0 ? [] : this.asRows<R>(db, found, selection);
  }

  /** The same rows, as PostgreSQL would have answered them, and with the names of today. */
  private async asRows<R extends object>(
    db: Queryable,
    found: readonly string[],
    { columns, computed = [], order }: Selection,
  ): Promise<R[]> {
    const wanted = [...new Set(['id', ...columns, ...(order.column ? [order.column] : [])])];
    const values = [`[${found.join(',')}]`];
    const value = order.column ? [`${exactSql(order.column)} AS ${EXACT_VALUE}`] : [];
    const text = `SELECT ${[...wanted, ...value, ...computed].join(', ')} FROM (${selectFromJson(LISTED, '$1')}) v`;
    const { rows } = await db.query<R & { id: string }>({ name: undefined, text, values });
    return rows;
  }
}

function* windows(months: readonly Manifest[]): Generator<readonly Manifest[]> {
  for (
    let at = 0, size = FIRST_MONTHS;
    at < months.length;
    at += size, size = Math.min(size * 3, MOST_MONTHS)
  )
    yield months.slice(at, at + size);
}

function orderOf({ order: { column, descending } }: Selection): string {
  const direction = descending ? ' DESC' : '';
  return [...(column ? [`${column}${direction} NULLS LAST`] : []), `id${direction}`].join(', ');
}

/** Behind the last row read. */
function placeOf({ order: { column, descending }, after }: Selection): string[] {
  if (!after) return [];
  const than = descending ? '<' : '>';
  const key = duckLiteral(after.key, 'uuid');
  if (!column) return [`id ${than} ${key}`];
  if (after.value == null) return [`${column} IS NULL AND id ${than} ${key}`];
  const value = duckLiteral(after.value, 'timestamptz');
  return [
    `(${column} IS NULL OR ${column} ${than} ${value} OR (${column} = ${value} AND id ${than} ${key}))`,
  ];
}

/** Of an envío that is hot the files no longer count. */
export function isCold(hot: readonly string[]): string {
  return hot.length === 0
    ? 'true'
    : `codigo NOT IN (${hot.map((codigo) => duckLiteral(codigo, 'text')).join(', ')})`;
}
