import { selectTrazas } from '../archivo/contract.js';
import { COLUMNS, type StoredRow } from './stored-row.js';

/** What a device says, but for when it sent it: a repeat is sent at another time, and its clock may be known by then. */
const SAID = COLUMNS.filter(([name]) => !/^(?:recibido|ocurrido|enviado)_en/.test(name));

/** Columns that are compared: what each is called, its type, and where it is taken from. */
export const COMPARED = [
  ...SAID,
  ['dicho_en', 'timestamptz', (row: StoredRow) => row.ocurridoEnDispositivo ?? row.traza.ocurridoEn],
] as const;

// One array a column, in step, of trazas that are stored: places of those that say something else than what is stored, and
// whose it is. Asked of duplicates alone; equal ones of one call have been stored by then. A time says the same in the words
// of the device and as it was corrected: so does what was exported.
const compareWith = (stored: string) => `
  SELECT n.place - 1 AS place, t.dispositivo_id AS "dispositivoId"
  FROM unnest(${COMPARED.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')})
    WITH ORDINALITY AS n (${COMPARED.map(([name]) => name).join(', ')}, place)
  JOIN ${stored} t ON t.envio_id = n.envio_id AND t.id_evento = n.id_evento
  WHERE (${SAID.map(([name]) => `n.${name}`).join(', ')}) IS DISTINCT FROM (${SAID.map(([name]) => `t.${name}`).join(', ')})
    OR n.dicho_en NOT IN (t.ocurrido_en, coalesce(t.ocurrido_en_dispositivo, t.ocurrido_en))`;

/** Compares with trazas of hot envíos. */
export const COMPARE_TRAZAS = { name: 'compare-trazas', text: compareWith('trazas') };

/** Compares with those of an archived envío, which come behind the same parameters: as JSON, and the envío's id. */
export const COMPARE_ARCHIVED = {
  name: 'compare-archived',
  text: compareWith(`(${selectTrazas(`$${COMPARED.length + 1}`, `$${COMPARED.length + 2}::uuid`)})`),
};
