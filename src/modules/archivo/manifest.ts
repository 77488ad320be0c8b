import type { KnownFile } from '../../platform/archive/archive-files.js';
import type { Month } from '../../platform/database/month.js';
import { ARCHIVED_FILES, type FileName } from './archived-tables.js';

/** What is known of one file of an export. */
export interface ManifestTable {
  fichero: string;
  filas: number;
  bytes: number;
  sha256: string;
  /** Hash of the rows, in hexadecimal, the same in whatever order they are. */
  huella: string;
  /** First and last code in it; null when it is empty. */
  desde: string | null;
  hasta: string | null;
}

/** What an export of a month is: written after its files, and kept in the database too. */
export interface Manifest {
  formato: 1;
  mes: Month;
  generacion: number;
  creadoEn: string;
  /** From when to when something happened to its envíos, RFC 3339. */
  instantes?: { desde: string; hasta: string };
  /** The last migration of the database that it came from. */
  esquema: string;
  tablas: Record<FileName, ManifestTable>;
}

/** Where the files of an export are kept. */
export function generationKey(month: Month, generation: number): string {
  return `${month.slice(0, 7)}/${String(generation).padStart(4, '0')}`;
}

/** Where all exports of a month are kept. */
export const monthKey = (month: Month) => month.slice(0, 7);

/** The file of a table, as a manifest has it. */
export function fileOf({ mes, generacion, tablas }: Manifest, table: FileName): KnownFile {
  const { fichero, sha256, bytes } = tablas[table];
  return { key: `${generationKey(mes, generacion)}/${fichero}`, sha256, bytes };
}

/** Bytes of all files. */
export function bytesOf({ tablas }: Manifest): number {
  return ARCHIVED_FILES.reduce((sum, { name }) => sum + tablas[name].bytes, 0);
}

/** Compares what was written with what is known: names and values, whatever their order. */
export function sameManifest(a: Manifest, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
