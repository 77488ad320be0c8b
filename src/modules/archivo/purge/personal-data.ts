import { DELETED } from '../../../platform/personal/personal-data.js';
import type { FileName } from '../../periodos/contract.js';
import { type ArchivedFile, fileColumns } from '../files/archived-tables.js';

export { DELETED };

/**
 * What a purge puts in the place of personal data: of whoever receives, where from and where to, and what devices noted of
 * it, in words of their own. Cities, weights, times and estados stay: they name nobody. PostgreSQL and DuckDB read it alike.
 */
const PURGED: Readonly<Record<FileName, Readonly<Record<string, string>>>> = {
  envios: {
    referencia: 'NULL',
    destinatario_nombre: `'${DELETED}'`,
    destinatario_telefono: 'NULL',
    destinatario_email: 'NULL',
    ...place('origen'),
    ...place('destino'),
  },
  trazas: { lat: 'NULL', lon: 'NULL', lugar: 'NULL', datos: 'NULL' },
  anulaciones: {},
  detalle: {},
};

function place(prefix: string): Record<string, string> {
  return {
    [`${prefix}_direccion`]: `'${DELETED}'`,
    [`${prefix}_codigo_postal`]: 'NULL',
    [`${prefix}_lat`]: 'NULL',
    [`${prefix}_lon`]: 'NULL',
  };
}

/** What a traza's body as it was posted has of the same; what else is in it are codes, ids, times and numbers. */
export const PERSONAL_FIELDS: readonly string[] = Object.keys(PURGED.trazas);

/** Assignments of an UPDATE that purges rows of a table; empty when it holds no personal data. */
export function assignments({ name }: ArchivedFile): string {
  return Object.entries(PURGED[name])
    .map(([column, value]) => `${column} = ${value}`)
    .join(', ');
}

/** Columns of a file with the rows of these codes purged, in DuckDB. */
export function purgedColumns(table: ArchivedFile, codes: string): string {
  const purged = PURGED[table.name];
  return fileColumns(table)
    .map((column) => {
      const value = purged[column];
      return value
        ? `CASE WHEN codigo IN (SELECT codigo FROM ${codes}) THEN ${value} ELSE ${column} END AS ${column}`
        : column;
    })
    .join(', ');
}
