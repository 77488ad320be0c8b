import { DomainError } from '../../platform/errors/domain-error.js';
import type { FieldError } from '../../platform/errors/field-errors.js';
import { deriveSchemas } from '../../platform/validation/schemas.js';
import { EnvioInput } from '../envios/contract.js';
import { TrazaInput } from '../trazas/contract.js';
import type { TipoImportacion } from './importacion.dto.js';

/** What one line of each kind of file becomes. */
export const INPUTS = { trazas: TrazaInput, envios: EnvioInput } as const;

/** May be left out of a file of trazas: then it is made of the file and the line. */
const OPTIONAL = new Set(['idEvento']);

interface Column {
  /** As the wire names the field, with a point where it is inside another: `destino.ciudad`. */
  name: string;
  type: string;
  required: boolean;
}

interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
}

const columnsByTipo = new Map<TipoImportacion, Column[]>();

/** Columns that a file may have, from the class that its lines become. */
export function columnsOf(tipo: TipoImportacion): readonly Column[] {
  const known = columnsByTipo.get(tipo) ?? flatten(INPUTS[tipo].name, deriveSchemas());
  columnsByTipo.set(tipo, known);
  return known;
}

function flatten(schema: string, schemas: Record<string, Schema>, prefix = ''): Column[] {
  const { properties = {}, required = [] } = schemas[schema] ?? {};
  return Object.entries(properties).flatMap(([key, { $ref, type }]) => {
    const name = `${prefix}${key}`;
    if ($ref) return flatten($ref.slice($ref.lastIndexOf('/') + 1), schemas, `${name}.`);
    return [
      { name, type: [type].flat()[0] ?? 'string', required: required.includes(key) && !OPTIONAL.has(name) },
    ];
  });
}

/**
 * Checks the first line of a file.
 *
 * @throws {DomainError} `validacion` naming each column that is unknown, missing or there twice.
 */
export function checkHeader(tipo: TipoImportacion, header: readonly string[]): void {
  const columns = columnsOf(tipo);
  const names = columns.map(({ name }) => name);
  const faults = header.flatMap((name, index): FieldError[] => {
    const pointer = `#/columnas/${index}`;
    if (!names.includes(name))
      return [
        {
          pointer,
          code: 'columna-desconocida',
          params: { columna: name.slice(0, 100), columnas: names.join(', ') },
        },
      ];
    return header.indexOf(name) < index
      ? [{ pointer, code: 'columna-repetida', params: { columna: name } }]
      : [];
  });
  // A file without a header has only unknown columns, and to name the missing ones as well would help nobody.
  if (faults.length < header.length)
    faults.push(
      ...columns
        .filter(({ name, required }) => required && !header.includes(name))
        .map(({ name }): FieldError => ({
          pointer: '#/columnas',
          code: 'columna-requerida',
          params: { columna: name },
        })),
    );
  if (faults.length > 0) throw DomainError.invalid(faults);
}

/**
 * What the cells of a line say, in the shape of the wire. An empty cell is a field that is left out. What is no number
 * where one belongs stays a text, for its rule to refuse.
 */
export function bodyOf(tipo: TipoImportacion, header: readonly string[], cells: readonly string[]): object {
  const types = new Map(columnsOf(tipo).map(({ name, type }) => [name, type]));
  const body: Record<string, unknown> = {};
  for (const [index, name] of header.entries()) {
    const path = name.split('.');
    const last = path.pop() as string;
    const inner = path.reduce((object, key) => (object[key] ??= {}) as Record<string, unknown>, body);
    const cell = cells[index] ?? '';
    if (cell !== '') inner[last] = valueOf(cell, types.get(name));
  }
  return body;
}

function valueOf(cell: string, type: string | undefined): unknown {
  if (type === 'integer' && /^-?\d{1,15}$/.test(cell)) return Number(cell);
  // With a comma as the decimal mark, as spreadsheets in Spanish write it.
  if (type === 'number' && /^-?\d{1,15}([.,]\d{1,15})?$/.test(cell)) return Number(cell.replace(',', '.'));
  if (type !== 'object') return cell;
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return cell;
  }
}

/** The column that a pointer of `explain` is about; empty for the whole line. */
export function columnOf({ pointer }: FieldError): string {
  return pointer.split('/').slice(1).join('.');
}
