import { Inject, Injectable } from '@nestjs/common';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ArchiveFiles } from '../../platform/archive/archive-files.js';
import { type ArchiveStore, storeFailure } from '../../platform/archive/archive-store.js';
import { literal } from '../../platform/archive/duck.js';
import { throughFifo } from '../../platform/archive/fifo.js';
import { digestOf } from '../../platform/archive/file-digest.js';
import { withConnection } from '../../platform/database/transaction.js';
import { ARCHIVE_POOL } from './archive-pool.js';
import type { ArchiveRun } from './archive-run.js';
import { ARCHIVE_STORE } from './archive-storage.js';
import {
  ARCHIVED_TABLES,
  type ArchivedTable,
  fileColumns,
  readCsv,
  selectForFile,
} from './archived-tables.js';
import { fileOf, generationKey, type Manifest, type ManifestTable } from './manifest.js';
import { eachTable, hashFile, loadCodes, withoutCodes } from './month-files.js';
import { leavingRows, selectRemnantCodes } from './month-sql.js';
import { PeriodoLedger, type PeriodoRow } from './periodo-ledger.js';
import { type Bench, Workbench } from './workbench.js';

// A look-up reads a whole group; smaller ones make the file larger. Measured at 8,192 to 122,880: 6, 10 and 40 ms.
const ROW_GROUP = 16_384;

const SCHEMA_VERSION = `
  SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name DESC LIMIT 1`;

const fileName = ({ name }: ArchivedTable) => `${name}.parquet`;

/** What an export works with. */
interface Export extends Bench {
  client: pg.PoolClient;
  periodo: PeriodoRow;
  run: ArchiveRun;
}

/**
 * Writes a month into Parquet files and puts them into the store, with their manifest last. All tables are of one snapshot.
 * Of a month that is archived already, the files that are there are merged in.
 */
@Injectable()
export class MonthExporter {
  constructor(
    @Inject(ARCHIVE_POOL) private readonly pool: pg.Pool,
    @Inject(ARCHIVE_STORE) private readonly store: ArchiveStore,
    private readonly files: ArchiveFiles,
    private readonly ledger: PeriodoLedger,
    private readonly workbench: Workbench,
  ) {}

  /** @throws {DomainError} `archivo-no-disponible` when the store, or the directory to work in, fails */
  async export(periodo: PeriodoRow, run: ArchiveRun): Promise<Manifest> {
    const key = generationKey(periodo.mes, periodo.generacion);
    // What a killed run left of the same export.
    await this.files.forget(key);
    await this.store.remove(key);
    const manifest = await this.workbench.use('exportacion', async (bench) => {
      const schema = await this.writeAll(bench, periodo, run);
      const tablas = await eachTable((table) => this.keep(bench, key, table, run));
      const { mes, generacion } = periodo;
      const manifest: Manifest = {
        formato: 1,
        mes,
        generacion,
        creadoEn: new Date().toISOString(),
        esquema: schema,
        tablas,
      };
      await this.keepManifest(bench, key, manifest);
      return manifest;
    });
    const changes = 'manifiesto_nuevo = $4';
    await this.ledger.advance(this.pool, periodo.mes, ['cerrado', 'exportado'], changes, [manifest]);
    return manifest;
  }

  /** All tables of one snapshot, as files in the directory. Answers the version of the schema. */
  private writeAll(bench: Bench, periodo: PeriodoRow, run: ArchiveRun): Promise<string> {
    return withConnection(this.pool, async (client) => {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      try {
        const { rows } = await client.query<{ codigo: string }>(
          selectRemnantCodes(periodo.mes, { staying: false }),
        );
        await loadCodes(
          bench.duck,
          'calientes',
          rows.map(({ codigo }) => codigo),
        );
        for (const table of ARCHIVED_TABLES) {
          await this.writeParquet({ ...bench, client, periodo, run }, table).catch((error: unknown) => {
            throw error instanceof pg.DatabaseError ? error : storeFailure(bench.directory, error);
          });
          await run.checkpoint();
        }
        const version = await client.query<{ name: string }>(SCHEMA_VERSION);
        return version.rows[0]?.name ?? '';
      } finally {
        await client.query('ROLLBACK').catch(() => undefined);
      }
    });
  }

  /** Puts a finished file into the store. */
  private async keep(
    bench: Bench,
    key: string,
    table: ArchivedTable,
    run: ArchiveRun,
  ): Promise<ManifestTable> {
    const fichero = fileName(table);
    const path = join(bench.directory, fichero);
    const file = `read_parquet(${literal(path)})`;
    const hash = await hashFile(bench.duck, table, file);
    const [range] = await bench.duck.rows<{ desde: string | null; hasta: string | null }>(
      `SELECT min(codigo) AS desde, max(codigo) AS hasta FROM ${file}`,
    );
    const digest = await digestOf(path);
    await this.store.put(`${key}/${fichero}`, path);
    run.log(`${key}/${fichero}: ${hash.filas} filas, ${digest.bytes} bytes`);
    await run.checkpoint();
    return {
      fichero,
      filas: Number(hash.filas),
      huella: hash.hex,
      ...digest,
      desde: range?.desde ?? null,
      hasta: range?.hasta ?? null,
    };
  }

  private async writeParquet({ client, periodo, duck, directory, run }: Export, table: ArchivedTable) {
    const { mes, archivada, manifiesto } = periodo;
    const path = join(directory, fileName(table));
    const columns = fileColumns(table).join(', ');
    const before =
      archivada !== null && manifiesto
        ? `UNION ALL SELECT ${columns} FROM ${withoutCodes(await this.files.open(fileOf(manifiesto, table.name)), 'calientes')}`
        : '';
    const sql = `COPY (${selectForFile(table, leavingRows(table, mes))}) TO STDOUT (FORMAT csv)`;
    let bytes = 0;
    const counter = new Transform({
      transform(chunk: Buffer, _, done) {
        bytes += chunk.length;
        run.progress(bytes, null, `bytes de ${table.name}`);
        done(null, chunk);
      },
    });
    const source = client.query(copyTo(sql));
    source.once('error', (error) => counter.destroy(error));
    run.signal.addEventListener('abort', () => counter.destroy(run.signal.reason as Error), { once: true });
    await throughFifo(directory, source.pipe(counter), (fifo) =>
      duck.run(`
        COPY (SELECT ${columns} FROM (${readCsv(table, fifo)} ${before}) ORDER BY ${table.order})
        TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP})`),
    );
  }

  private async keepManifest({ directory }: Bench, key: string, manifest: Manifest): Promise<void> {
    const path = join(directory, 'manifiesto.json');
    await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`).catch((error: unknown) => {
      throw storeFailure(directory, error);
    });
    await this.store.put(`${key}/manifiesto.json`, path);
  }
}
