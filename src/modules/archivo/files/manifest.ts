import { stringify } from 'safe-stable-stringify';
import type { KnownFile } from '../../../platform/archive/archive-files.js';
import { yearMonth, type Month } from '../../../platform/database/month.js';
import type { FileName, Manifest } from '../../periodos/contract.js';

/** Where the files of an export are kept. */
export function generationKey(month: Month, generation: number): string {
  return `${yearMonth(month)}/${String(generation).padStart(4, '0')}`;
}

/** The file of a table, as a manifest has it. */
export function fileOf({ mes, generacion, tablas }: Manifest, table: FileName): KnownFile {
  const { fichero, sha256, bytes } = tablas[table];
  return { key: `${generationKey(mes, generacion)}/${fichero}`, sha256, bytes };
}

/** Compares what was written with what is known: names and values, whatever their order. */
export function sameManifest(a: Manifest, b: unknown): boolean {
  return stringify(a) === stringify(b);
}
