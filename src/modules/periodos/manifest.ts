import type { Month } from '../../platform/database/month.js';

/** Name of a file of an export. */
export type FileName = 'envios' | 'trazas' | 'anulaciones' | 'detalle';

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

/** What an export of a month is: the archive writes it after the files, and the row of the month keeps it. */
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

/** Bytes of all files. */
export function bytesOf({ tablas }: Manifest): number {
  return Object.values(tablas).reduce((sum, { bytes }) => sum + bytes, 0);
}
