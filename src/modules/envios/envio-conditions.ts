import type { Owner } from '../../platform/access/owner.js';
import { exactInstant } from '../../platform/database/instants.js';
import type { AnyOf, Condition } from '../../platform/read-models/condition.js';
import { smallestId } from '../../platform/read-models/zones.js';
import type { Asked } from '../archivo/contract.js';
import { ESTADOS_ABIERTOS, ESTADOS_TERMINALES } from '../estados/contract.js';
import type { EnvioFilter } from './envio-filter.dto.js';

const OPEN = 'NOT es_terminal(estado)';
const NOT_TERMINAL = {
  column: 'estado',
  anyOf: ESTADOS_ABIERTOS,
};

/** In the order of the parameters of `vector_busqueda`. */
const WORD_COLUMNS = [
  'codigo',
  'referencia',
  'destinatario_nombre',
  'destino_ciudad',
  'destinatario_telefono',
  'origen_direccion',
  'destino_direccion',
  'cliente_id',
];
const MATCHES = `vector_busqueda(${WORD_COLUMNS.join(', ')}) @@ ?::tsquery`;

/** A range so short that the rows inside are found by it, whatever the order. */
const SHORT_MS = 7 * 86_400_000;

/** What had to be looked up before a filter could be asked of the read model. */
export interface LookedUp {
  /** Ids of the codes asked for, and of what the words found. */
  ids?: readonly (readonly string[])[] | undefined;
  /** The words asked for, as a tsquery, when each row is to be asked for them. */
  words?: string | undefined;
}

/**
 * A filter as conditions on the columns of `envios_detalle`.
 *
 * @param owner - Whose envíos alone; everybody's if undefined.
 */
export function conditionsOf(
  filter: EnvioFilter,
  { ids, words }: LookedUp,
  owner: Owner | undefined,
): Condition[] {
  const { estado, motivo, anomalia, cliente, transportista, centro, region, sinMovimientoDesde, atrasado } =
    filter;
  const some = (column: string, type: string, values: readonly string[] | undefined): AnyOf[] =>
    values ? [{ column, type, anyOf: values }] : [];
  const one = (column: string, type: string, value: string | undefined) =>
    some(column, type, value === undefined ? undefined : [value]);
  return [
    ...(ids ?? []).flatMap((among) => some('id', 'uuid', among)),
    ...literally(some('estado', 'tipo_traza', estado)),
    ...literally(some('motivo', 'text', motivo)),
    ...literally(some('anomalia', 'text', anomalia && [...anomalia, 'reloj_lugar'])),
    ...one('cliente_id', 'uuid', owner?.clienteId),
    ...one('transportista_id', 'uuid', owner?.transportistaId),
    ...one('cliente_id', 'uuid', cliente?.toLowerCase()),
    ...one('transportista_id', 'uuid', transportista?.toLowerCase()),
    ...one('ultimo_centro_id', 'uuid', centro?.toLowerCase()),
    ...one('referencia', 'text', filter.referencia),
    ...one('destino_region', 'text', region),
    ...created(filter),
    ...between('ultima_traza_en', filter.ultimaTrazaDesde, filter.ultimaTrazaHasta),
    ...late(atrasado),
    ...(sinMovimientoDesde
      ? [
          {
            sql: `${OPEN} AND coalesce(ultima_traza_en, creado_en) < ?::timestamptz`,
            value: sinMovimientoDesde,
            needs: NOT_TERMINAL,
            drives: true,
          },
        ]
      : []),
    ...(words === undefined ? [] : [{ sql: MATCHES, value: words, late: WORD_COLUMNS }]),
  ];
}

function late(atrasado: EnvioFilter['atrasado']): Condition[] {
  if (atrasado === undefined) return [];
  const sql = `${OPEN} AND fecha_estimada < now()`;
  return [
    atrasado === 'true'
      ? { sql, needs: NOT_TERMINAL, drives: true }
      : { sql: `(${sql}) IS NOT TRUE`, ofClosed: true },
  ];
}

/** With the values in the statement, always in the same order. */
function literally(conditions: readonly AnyOf[]): Condition[] {
  return conditions.map((condition) => ({ ...condition, anyOf: [...condition.anyOf].sort(), literal: true }));
}

/** The moment of creation is in the id, which says the month and is what the rows are ordered by. */
export function idRange({ creadoDesde, creadoHasta }: EnvioFilter) {
  return {
    from: creadoDesde && smallestId(firstMsFrom(creadoDesde)),
    to: creadoHasta && smallestId(Date.parse(creadoHasta) + 1),
  };
}

/** The first millisecond that is not before an instant. */
function firstMsFrom(text: string): number {
  return Date.parse(text) + (exactInstant(text).endsWith('000Z') ? 0 : 1);
}

/** Months of the archive that a filter is about. */
export function archiveSpan({ creadoDesde, creadoHasta, ...filter }: EnvioFilter): Asked {
  return {
    created: { desde: creadoDesde, hasta: creadoHasta },
    happened: { desde: filter.ultimaTrazaDesde, hasta: filter.ultimaTrazaHasta },
  };
}

/** Whether a filter asks for envíos that are not closed: none of those is in the archive. */
export function asksForOpenOnes({ estado, atrasado, sinMovimientoDesde }: EnvioFilter): boolean {
  const open = estado?.every((each) => !ESTADOS_TERMINALES.includes(each)) ?? false;
  return open || atrasado === 'true' || sinMovimientoDesde !== undefined;
}

function created(filter: EnvioFilter): Condition[] {
  const { from, to } = idRange(filter);
  return from || to ? [{ column: 'id', type: 'uuid', from, to }] : [];
}

function between(column: string, from: string | undefined, to: string | undefined): Condition[] {
  if (!from && !to) return [];
  const drives = from && to ? Date.parse(to) - Date.parse(from) <= SHORT_MS : false;
  return [
    { column, type: 'timestamptz', from: from && exactInstant(from), to: to && exactInstant(to), drives },
  ];
}
