import { DomainError } from '../../platform/errors/domain-error.js';
import type { FieldError } from '../../platform/errors/field-errors.js';
import { parseInstant, utcOf } from '../../platform/validation/instant.js';
import { isStorable } from '../../platform/validation/json-bounds.js';
import { EVENT_TYPES } from './event-form.js';
import {
  EPCS,
  INSTANTS,
  NUMBERS,
  type QueryCondition,
  type Reading,
  TEXTS,
  typedReading,
} from './query-conditions.js';

/** What a query of the standard's language (EPCIS 2.0, 8.2.7.1) asks for. */
export interface EventQuery {
  conditions: QueryCondition[];
  order: { by: 'eventTime' | 'recordTime'; descending: boolean };
  perPage: number;
  /** Most events of all pages; undefined for no limit. */
  limit: number | undefined;
  /** Events beyond which there is no answer; undefined for any number. */
  most: number | undefined;
  token: string | undefined;
  /** Everything that makes this query itself. */
  identity: readonly (readonly [string, readonly string[]])[];
}

const DEFAULT_PAGE = 30;
/** Most events of a page, whatever is asked for. */
export const MAX_PAGE = 100;
const MAX_COUNT = 1_000_000;
const MAX_VALUES = 1_000;

const NUMBER = /^-?\d{1,15}(?:\.\d{1,15})?$/;
const CLOSED: Readonly<Record<string, readonly string[]>> = {
  EQ_action: ['ADD', 'OBSERVE', 'DELETE'],
  EXISTS_errorDeclaration: ['true', 'false'],
  orderBy: ['eventTime', 'recordTime'],
  orderDirection: ['ASC', 'DESC'],
};
/** Parameters that are about the answer: one value each. */
const ANSWER = ['orderBy', 'orderDirection', 'eventCountLimit', 'maxEventCount', 'perPage', 'nextPageToken'];
/** They say where in the answer one is, and not what it is. */
const PLACE = ['perPage', 'nextPageToken'];

/**
 * Reads the query string of a query. What we do not support is refused, and never left out: an answer would be another one
 * than was asked for.
 *
 * @throws {DomainError} `consulta-epcis` naming each parameter that is wrong or not supported.
 */
export function readQuery(query: Readonly<Record<string, unknown>>): EventQuery {
  const reader = new QueryReader(query);
  const conditions = reader.conditions();
  const order = reader.one('orderBy');
  const [limit, most] = [reader.count('eventCountLimit'), reader.count('maxEventCount')];
  if (limit !== undefined && most !== undefined)
    reader.fault('eventCountLimit', { code: 'parametros-excluyentes', params: { otro: 'maxEventCount' } });
  if (limit !== undefined && order === undefined)
    reader.fault('eventCountLimit', { code: 'parametro-requerido', params: { otro: 'orderBy' } });
  const perPage = reader.count('perPage') ?? DEFAULT_PAGE;
  const token = reader.one('nextPageToken');
  const descending = reader.one('orderDirection') !== 'ASC';
  if (reader.faults.length > 0)
    throw new DomainError('consulta-epcis', { cuenta: reader.faults.length }, reader.faults);
  return {
    conditions,
    order: { by: order === 'recordTime' ? 'recordTime' : 'eventTime', descending },
    perPage: Math.min(perPage, MAX_PAGE),
    limit,
    most,
    token,
    identity: reader.identity(),
  };
}

class QueryReader {
  readonly faults: FieldError[] = [];
  private readonly values: ReadonlyMap<string, readonly string[]>;

  constructor(query: Readonly<Record<string, unknown>>) {
    // Several values have a bar between them (OpenAPI, pipeDelimited); a parameter may be repeated as well.
    this.values = new Map(
      Object.entries(query).map(([name, value]) => [
        name,
        [value].flat().flatMap((text) => (PLACE.includes(name) ? [String(text)] : String(text).split('|'))),
      ]),
    );
  }

  conditions(): QueryCondition[] {
    return [...this.values].flatMap(([name, values]) => {
      if (values.includes('') || values.length > MAX_VALUES) {
        this.fault(name, { code: 'cantidad', params: { min: 1, max: MAX_VALUES } });
        return [];
      }
      // The type of EQ_source_... is in the name: both reach PostgreSQL.
      if (![name, ...values].every(isStorable)) {
        this.fault(name.replaceAll('\0', ''), { code: 'caracteres' });
        return [];
      }
      const allowed = name === 'eventType' ? undefined : at(CLOSED, name);
      if (allowed && !values.every((value) => allowed.includes(value))) {
        this.fault(name, { code: 'valor-desconocido', params: { valores: allowed.join(', ') } });
        return [];
      }
      if (ANSWER.includes(name)) return [];
      const reading = this.readingOf(name, values);
      return reading ? [reading(this.inUtc(name, values))] : [];
    });
  }

  /** The value of a parameter that has one. */
  one(name: string): string | undefined {
    const values = this.values.get(name);
    if (values && values.length > 1) this.fault(name, { code: 'cantidad', params: { min: 1, max: 1 } });
    return values?.[0];
  }

  /** A whole number from one on. */
  count(name: string): number | undefined {
    const value = this.one(name);
    if (value === undefined) return undefined;
    const count = /^\d{1,9}$/.test(value) ? Number(value) : 0;
    if (count < 1 || count > MAX_COUNT)
      this.fault(name, { code: 'rango', params: { min: 1, max: MAX_COUNT } });
    return count;
  }

  identity(): EventQuery['identity'] {
    return [...this.values].filter(([name]) => !PLACE.includes(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  }

  fault(name: string, { code, params }: Omit<FieldError, 'pointer'>): void {
    this.faults.push({ pointer: `#/${name.slice(0, 200)}`, code, ...(params && { params }) });
  }

  private readingOf(name: string, values: readonly string[]): Reading | undefined {
    const single = at(INSTANTS, name) ?? at(NUMBERS, name);
    if (single && values.length > 1) this.fault(name, { code: 'cantidad', params: { min: 1, max: 1 } });
    else if (at(INSTANTS, name) && parseInstant(values[0]) === undefined) this.fault(name, { code: 'fecha' });
    else if (at(NUMBERS, name) && !NUMBER.test(values[0] as string))
      this.fault(name, { code: 'tipo', params: { esperado: { es: 'un número', en: 'a number' } } });
    else if (at(EPCS, name) && values.some((value) => value.includes('*')))
      this.fault(name, { code: 'patron-no-admitido' });
    else if (
      name === 'eventType' &&
      !values.every((value) => EVENT_TYPES.includes(value) || value.includes(':'))
    )
      this.fault(name, { code: 'valor-desconocido', params: { valores: EVENT_TYPES.join(', ') } });
    else {
      const reading = single ?? at(EPCS, name) ?? at(TEXTS, name) ?? typedReading(name);
      if (!reading)
        this.fault(name, { code: 'parametro-no-admitido', params: { parametro: name.slice(0, 200) } });
      return reading;
    }
    return undefined;
  }

  private inUtc(name: string, values: readonly string[]): readonly string[] {
    return at(INSTANTS, name) ? values.map(utcOf) : values;
  }
}

/** Never what an object has from elsewhere: names come from the request. */
function at<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
