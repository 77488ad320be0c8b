import { normalizeCodigo } from '../codigos/contract.js';
import { withInexactMarked } from '../../platform/validation/exact-numbers.js';
import { inNfc } from '../../platform/validation/nfc.js';
import { plainText } from '../../platform/csv/formula-mark.js';

/** What a cell is of, as JSON Schema names it. */
export type CellType = 'string' | 'number' | 'integer' | 'object' | 'boolean';

/** A number as programs write it: with a sign, without a zero before the point, with an exponent, with a comma. */
const NUMBER = /^[+-]?(?:\d{1,50}(?:[.,]\d{0,50})?|[.,]\d{1,50})(?:[eE][+-]?\d{1,3})?$/;

/** An instant as pandas and PostgreSQL write it: a space for the T, or an offset of hours alone. */
const INSTANT = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d(?:\.\d{1,50})?)([+-]\d\d)?(.{0,10})$/;

/** What it says in the form of RFC 3339; without a zone it stays without one, for its rule to refuse. */
const instantForm = (text: string) =>
  text.replace(
    INSTANT,
    (_, day: string, time: string, hours = '', rest: string) =>
      `${day}T${time}${hours}${hours && !rest ? ':00' : rest}`,
  );

/** Brings a text of such a field to the form that it is compared in. */
const FORMS: Record<string, (text: string) => string> = {
  codigo: normalizeCodigo,
  pais: (text) => text.toUpperCase(),
  tipo: (text) => text.toLowerCase(),
  motivo: (text) => text.toLowerCase(),
  ocurridoEn: instantForm,
  enviadoEn: instantForm,
  creadoEn: instantForm,
  fechaEstimada: instantForm,
  telefono: (text) => text.replace(/[\s().-]/g, ''),
};

/**
 * What a cell says.
 *
 * @param field - Name of the field, without what it is inside of.
 */
export function valueOf(cell: string, field: string, type: CellType | undefined): unknown {
  const text = inNfc(plainText(cell));
  if (type === 'number' || type === 'integer') return numberOf(text, type) ?? text;
  if (type === 'object') return jsonOf(text);
  return Object.hasOwn(FORMS, field) ? FORMS[field]?.(text.trim()) : text;
}

function numberOf(text: string, type: CellType): number | undefined {
  const plain = text.trim().replace('\u2212', '-');
  if (!NUMBER.test(plain)) return undefined;
  const number = Number(plain.replace(',', '.'));
  const fits = type === 'integer' ? Number.isSafeInteger(number) : Number.isFinite(number);
  return fits ? number : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return withInexactMarked(text, JSON.parse(text), true);
  } catch {
    return text;
  }
}
