import { DomainError } from '../../platform/errors/domain-error.js';
import type { FieldError } from '../../platform/errors/field-errors.js';
import { schemasFrom } from '../../platform/validation/schemas.js';
import { EnvioInput } from '../envios/contract.js';
import { TrazaInput } from '../trazas/contract.js';
import { type CellType, valueOf } from './cells.js';
import { aliasOf, isExported } from './exported-columns.js';
import type { TipoImportacion } from './importacion.dto.js';

/** What one line of each kind of file becomes. */
export const INPUTS = { trazas: TrazaInput, envios: EnvioInput } as const;

/** May be left out of a file of trazas: then it is made of the file and the line. */
const OPTIONAL = new Set(['idEvento']);

/** What a line could bring and a file of ours does not: the code is the exported envío's own, the sending the device's own. */
const LEFT_OUT = new Set(['codigo', 'enviadoEn']);

/** In place of the name of a column that nothing is taken from. */
const UNUSED = '';

interface Column {
  /** As the wire names the field, with a point where it is inside another: `destino.ciudad`. */
  name: string;
  type: CellType;
  required: boolean;
}

interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
}

interface Columns {
  list: readonly Column[];
  byName: ReadonlyMap<string, Column>;
  /** By their names in lower case. */
  byWord: ReadonlyMap<string, Column>;
}

const columnsByTipo = new Map<TipoImportacion, Columns>();

/** Columns that a file may have, from the class that its lines become. */
export function columnsOf(tipo: TipoImportacion): readonly Column[] {
  return known(tipo).list;
}

function known(tipo: TipoImportacion): Columns {
  const kept = columnsByTipo.get(tipo);
  if (kept) return kept;
  const list = flatten(INPUTS[tipo].name, schemasFrom(INPUTS[tipo]));
  const by = (key: (name: string) => string) => new Map(list.map((column) => [key(column.name), column]));
  const made = { list, byName: by((name) => name), byWord: by((name) => name.toLowerCase()) };
  columnsByTipo.set(tipo, made);
  return made;
}

function flatten(schema: string, schemas: Record<string, Schema>, prefix = ''): Column[] {
  const { properties = {}, required = [] } = schemas[schema] ?? {};
  return Object.entries(properties).flatMap(([key, { $ref, type }]) => {
    const name = `${prefix}${key}`;
    if ($ref) return flatten($ref.slice($ref.lastIndexOf('/') + 1), schemas, `${name}.`);
    return [
      {
        name,
        type: ([type].flat()[0] ?? 'string') as CellType,
        required: required.includes(key) && !OPTIONAL.has(name),
      },
    ];
  });
}

/**
 * Reads the first line of a file. Capitals do not matter, nor do empty cells at its end. A file that we exported is taken
 * as it is: what its lines had of us (estado, trazas, their código) is left out, and they become new envíos.
 *
 * @returns the name of the field that each cell of a line is of; empty where nothing is taken from it.
 * @throws {DomainError} `validacion` naming each column that is unknown, missing or there twice.
 */
export function readHeader(tipo: TipoImportacion, header: readonly string[]): string[] {
  const { list, byWord } = known(tipo);
  const words = header.slice(0, usedCells(header)).map((name) => aliasOf(tipo, name.trim().toLowerCase()));
  const exported = words.some((word) => isExported(tipo, word) && !byWord.has(word));
  const seen = new Set<string>();
  const faults: FieldError[] = [];
  const names = words.map((word, index) => {
    const column = byWord.get(word);
    const unused = exported && isExported(tipo, word) && (!column || LEFT_OUT.has(column.name));
    const pointer = `#/columnas/${index}`;
    if (!column && !unused) faults.push(unknownColumn(pointer, header[index] as string, list));
    else if (seen.has(word))
      faults.push({
        pointer,
        code: 'columna-repetida',
        params: { columna: column?.name ?? (header[index] as string) },
      });
    seen.add(word);
    return column && !unused ? column.name : UNUSED;
  });
  // A file without a header has only unknown columns, and to name the missing ones as well would help nobody.
  if (faults.length < words.length)
    faults.push(
      ...list
        .filter(({ name, required }) => required && !names.includes(name))
        .map(({ name }): FieldError => ({
          pointer: '#/columnas',
          code: 'columna-requerida',
          params: { columna: name },
        })),
    );
  if (faults.length > 0) throw DomainError.invalid(faults);
  return names;
}

function unknownColumn(pointer: string, name: string, list: readonly Column[]): FieldError {
  const columnas = list.map(({ name: known }) => known).join(', ');
  return { pointer, code: 'columna-desconocida', params: { columna: name.slice(0, 100), columnas } };
}

/** How many cells of a line there are up to the last that is not empty: programs fill lines up with separators. */
export function usedCells(cells: readonly string[]): number {
  let used = cells.length;
  while (used > 0 && (cells[used - 1] as string).trim() === '') used -= 1;
  return used;
}

/**
 * What the cells of a line say, in the shape of the wire. An empty cell is a field that is left out. What is no number
 * where one belongs stays a text, for its rule to refuse.
 *
 * @param columns - As `readHeader` answered.
 */
export function bodyOf(tipo: TipoImportacion, columns: readonly string[], cells: readonly string[]): object {
  const { byName } = known(tipo);
  const body: Record<string, unknown> = {};
  for (const [index, name] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (name === UNUSED) continue;
    const path = name.split('.');
    const last = path.pop() as string;
    const inner = path.reduce((object, key) => (object[key] ??= {}) as Record<string, unknown>, body);
    if (cell !== '') inner[last] = valueOf(cell, last, byName.get(name)?.type);
  }
  return body;
}

/** The column that a pointer of `explain` is about; empty for the whole line. */
export function columnOf({ pointer }: FieldError): string {
  return pointer.split('/').slice(1).join('.');
}
