import { Inject, Injectable } from '@nestjs/common';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ArchiveStore, storeFailure } from '../../../platform/archive/archive-store.js';
import { literal } from '../../../platform/database/literal.js';
import { digestOf } from '../../../platform/archive/file-digest.js';
import type { ArchiveRun } from '../run/archive-run.js';
import { ARCHIVE_STORE } from './archive-storage.js';
import type { ArchivedFile } from './archived-tables.js';
import { Courtesy } from '../run/courtesy.js';
import type { Manifest, ManifestTable } from '../../periodos/contract.js';
import { hashFile } from './month-files.js';
import type { Bench } from './workbench.js';

/** Name of a table's file. */
export const fileName = ({ name }: ArchivedFile) => `${name}.parquet`;

/** Writes files of an export and puts them into the store. */
@Injectable()
export class FileKeeper {
  constructor(
    @Inject(ARCHIVE_STORE) private readonly store: ArchiveStore,
    private readonly courtesy: Courtesy,
  ) {}

  /** Writes what a SELECT of DuckDB answers as a table's file, sorted. */
  async write({ duck }: Bench, table: ArchivedFile, select: string, path: string): Promise<void> {
    await duck.run(`
      COPY (SELECT * FROM (${select}) ORDER BY ${table.order})
      TO ${literal(path)} (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, ROW_GROUP_SIZE ${table.group})`);
  }

  /** Puts a finished file of the bench into the store, and answers what it is. */
  async keep(bench: Bench, key: string, table: ArchivedFile, run: ArchiveRun): Promise<ManifestTable> {
    const fichero = fileName(table);
    const path = join(bench.directory, fichero);
    const file = `read_parquet(${literal(path)})`;
    const pace = this.courtesy.pace(run.signal);
    const hash = await hashFile(bench.duck, table, file);
    await pace.rest();
    const [range] = await bench.duck.rows<{ desde: string | null; hasta: string | null }>(
      `SELECT min(codigo) AS desde, max(codigo) AS hasta FROM ${file}`,
    );
    const digest = await digestOf(path);
    await this.store.put(`${key}/${fichero}`, path);
    run.log(`${key}/${fichero}: ${hash.filas} filas, ${digest.bytes} bytes`);
    await run.checkpoint();
    await pace.rest();
    return {
      fichero,
      filas: Number(hash.filas),
      huella: hash.hex,
      ...digest,
      desde: range?.desde ?? null,
      hasta: range?.hasta ?? null,
    };
  }

  /** Comes last: an export without a manifest is none. */
  async keepManifest({ directory }: Bench, key: string, manifest: Manifest): Promise<void> {
    const path = join(directory, 'manifiesto.json');
    await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`).catch((error: unknown) => {
      throw storeFailure(directory, error);
    });
    await this.store.put(`${key}/manifiesto.json`, path);
  }
}
