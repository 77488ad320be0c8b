import type { TrazaHistorial } from './envio.dto.js';

const milliseconds = (column: string) => `(date_part('epoch', ${column}) * 1000)::float8`;

/** Columns of `trazas_detalle.sql` by the name that the wire gives them; times in milliseconds since 1970. */
const FIELDS: Readonly<Record<keyof TrazaHistorial, string>> = {
  idEvento: 't.id_evento',
  tipo: 't.tipo',
  motivo: 't.motivo',
  lugar: 'coalesce(t.lugar, (SELECT ce.nombre FROM centros ce WHERE ce.id = t.centro_id))',
  centroId: 't.centro_id',
  lat: 't.lat',
  lon: 't.lon',
  ocurridoEn: milliseconds('t.ocurrido_en'),
  ocurridoEnDispositivo: milliseconds('t.ocurrido_en_dispositivo'),
  enviadoEn: milliseconds('t.enviado_en'),
  recibidoEn: milliseconds('t.recibido_en'),
  secuencia: 't.secuencia',
  dispositivoId: 't.dispositivo_id',
  datos: 't.datos',
  anomala: 't.anomalia IS NOT NULL',
  anomalia: 't.anomalia',
  anulada: 't.anulada_por IS NOT NULL',
};

const selectList = (fields: typeof FIELDS) =>
  Object.entries(fields).map(([name, sql]) => `${sql} AS "${name}"`);

/** SELECT list of a traza. */
export const TRAZA_COLUMNS = selectList(FIELDS);

/** The same, with `lugar` as it was sent: a traza that names its centro alone has none. */
export const SENT_COLUMNS = selectList({ ...FIELDS, lugar: 't.lugar' });

/** A traza as `historial` and those columns have it: times in milliseconds since 1970. */
export type TrazaRow = {
  [Field in keyof TrazaHistorial]: Field extends `${string}En${'' | 'Dispositivo'}`
    ? number | Extract<TrazaHistorial[Field], null>
    : TrazaHistorial[Field];
};

/** A traza as the wire wants it. */
export function toTraza(row: TrazaRow): TrazaHistorial {
  return {
    ...row,
    ocurridoEn: instant(row.ocurridoEn),
    ocurridoEnDispositivo: row.ocurridoEnDispositivo === null ? null : instant(row.ocurridoEnDispositivo),
    enviadoEn: row.enviadoEn === null ? null : instant(row.enviadoEn),
    recibidoEn: instant(row.recibidoEn),
  };
}

const instant = (milliseconds: number) => new Date(milliseconds).toISOString();
