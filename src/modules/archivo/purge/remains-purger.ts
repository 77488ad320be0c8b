import { Injectable } from '@nestjs/common';
import type { HeldRun } from '../run/archive-run.js';
import { DELETED, PERSONAL_FIELDS } from './personal-data.js';
import { purgePedidos } from './pedido-purge.js';
import { blankLines, withoutFields, withoutNames } from './remains.js';

/** Rows that are looked at together. */
const BATCH = 500;

/** What is known of the cliente whose data go. */
export interface Known {
  clienteId: string;
  /** Codes of all of its envíos, hot and archived. */
  codes: ReadonlySet<string>;
}

/** A text in a table beside the envíos that may have something of them, and what is left of it. */
interface Remains {
  table: string;
  /** Columns of its key, and their types. */
  key: Readonly<Record<string, string>>;
  column: string;
  /** Further assignments where anything was found. */
  also?: string;
  purge: (text: string, known: Known, codigo: string | null) => string;
  /** Column with the code of the envío that it is about. */
  codigo?: string;
}

const REMAINS: readonly Remains[] = [
  {
    table: 'rechazos',
    key: { id: 'uuid' },
    column: 'cuerpo',
    codigo: 'codigo',
    // May quote what was in it.
    also: 'detalle = NULL',
    purge: (text, { codes }, codigo) =>
      codigo && codes.has(codigo) ? withoutFields(text, PERSONAL_FIELDS) : text,
  },
  {
    table: 'trazas_en_espera',
    key: { tanda_id: 'uuid', indice: 'int' },
    column: 'cuerpo',
    codigo: 'codigo',
    purge: (text, { codes }, codigo) =>
      codigo && codes.has(codigo) ? withoutFields(text, PERSONAL_FIELDS) : text,
  },
  {
    table: 'importacion_lotes',
    key: { importacion_id: 'uuid', numero: 'int' },
    column: 'errores',
    purge: (text, known) => blankLines(text, known),
  },
  {
    table: 'claves_idempotencia',
    key: { ambito: 'text', clave: 'text' },
    column: 'respuesta',
    purge: (text, known) => withoutNames(text, known, DELETED),
  },
];

// Files of which an upload broke off: nobody was told that they are there.
const DROP_ABANDONED = `
  DELETE FROM importaciones WHERE recibida_en IS NULL AND creada_en < now() - interval '1 hour'`;

/** Purges what stands beside the envíos: bodies of trazas that were refused or wait, lines of files, answers that are kept. */
@Injectable()
export class RemainsPurger {
  /** Safe to repeat. @returns how many rows were changed. */
  async purge(known: Known, run: HeldRun): Promise<number> {
    await run.turn.work((client) => client.query(DROP_ABANDONED));
    await run.turn.work((client) => purgePedidos(client, known.clienteId));
    let total = 0;
    for (const remains of REMAINS) total += await this.purgeTable(remains, known, run);
    return total;
  }

  /** From one key to the next, so that each row is looked at once. */
  private async purgeTable(remains: Remains, known: Known, run: HeldRun): Promise<number> {
    const { table, key, column, codigo, also } = remains;
    const names = Object.keys(key);
    const places = (from: number) => names.map((name, at) => `$${from + at}::${key[name]}`).join(', ');
    const list = names.join(', ');
    const select = (after: boolean) => `
      SELECT ${list}, ${column}::text AS texto, ${codigo ?? 'NULL'} AS de FROM ${table}
      WHERE ${column} IS NOT NULL ${after ? `AND (${list}) > (${places(1)})` : ''} ORDER BY ${list} LIMIT ${BATCH}`;
    // Whatever was settled meanwhile is left alone, and looked at no more.
    const update = `
      UPDATE ${table} SET ${[`${column} = $1::${column === 'respuesta' ? 'jsonb' : 'text'}`, also].filter(Boolean).join(', ')}
      WHERE (${list}) = (${places(2)})`;
    let changed = 0;
    let last: unknown[] | undefined;
    do {
      await run.checkpoint();
      const { rows } = await run.turn.work((client) =>
        client.query<Record<string, unknown> & { texto: string; de: string | null }>(
          select(last !== undefined),
          last ?? [],
        ),
      );
      for (const row of rows) {
        const left = remains.purge(row.texto, known, row.de);
        if (left === row.texto) continue;
        await run.turn.work((client) => client.query(update, [left, ...names.map((name) => row[name])]));
        changed += 1;
      }
      const end = rows.at(-1);
      last = rows.length === BATCH && end ? names.map((name) => end[name]) : undefined;
    } while (last);
    return changed;
  }
}
