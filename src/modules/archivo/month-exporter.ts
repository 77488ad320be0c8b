import { Inject, Injectable } from '@nestjs/common';
import { join } from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ArchiveFiles } from '../../platform/archive/archive-files.js';
import { type ArchiveStore, storeFailure } from '../../platform/archive/archive-store.js';
import { literal } from '../../platform/archive/duck.js';
import { throughFifo } from '../../platform/archive/fifo.js';
import { withConnection } from '../../platform/database/transaction.js';
import { ARCHIVE_POOL } from './archive-pool.js';
import type { ArchiveRun } from './archive-run.js';
import { ARCHIVE_STORE } from './archive-storage.js';
import { ARCHIVED_FILES, type ArchivedFile, fileColumns, readCsv, selectForFile } from './archived-tables.js';
import { fileName, FileKeeper } from './file-keeper.js';
import { fileOf, generationKey, type Manifest } from './manifest.js';
import { eachOf, loadCodes, withoutCodes } from './month-files.js';
import { countOf, leavingRows, selectRemnantCodes } from './month-sql.js';
import { PeriodoLedger, type PeriodoRow } from './periodo-ledger.js';
import { countRows } from './row-counter.js';
import { type Bench, Workbench } from './workbench.js';

const SCHEMA_VERSION = `
  SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name DESC LIMIT 1`;

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
    private readonly keeper: FileKeeper,
    private readonly ledger: PeriodoLedger,
    private readonly workbench: Workbench,
  ) {}

  /** @throws {DomainError} `archivo-no-disponible` when the store, or the directory to work in, fails */
  async export(periodo: PeriodoRow, run: ArchiveRun): Promise<Manifest> {
    const key = generationKey(periodo.mes, periodo.generacion);
    // What a killed run left of the same export.
    await this.discard(periodo);
    const manifest = await this.workbench.use('exportacion', async (bench) => {
      const schema = await this.writeAll(bench, periodo, run);
      const instantes = await instantsOf(bench);
      const tablas = await eachOf(ARCHIVED_FILES, (table) => this.keeper.keep(bench, key, table, run));
      const { mes, generacion } = periodo;
      const manifest: Manifest = {
        formato: 1,
        mes,
        generacion,
        creadoEn: new Date().toISOString(),
        ...(instantes && { instantes }),
        esquema: schema,
        tablas,
      };
      await this.keeper.keepManifest(bench, key, manifest);
      return manifest;
    });
    const changes = 'manifiesto_nuevo = $4';
    await this.ledger.advance(this.pool, periodo.mes, ['cerrado', 'exportado'], changes, [manifest]);
    return manifest;
  }

  /** Removes whatever there is of an export that does not answer yet. */
  async discard({ mes, generacion }: PeriodoRow): Promise<void> {
    await this.files.forget(generationKey(mes, generacion));
    await this.store.remove(generationKey(mes, generacion));
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
        for (const table of ARCHIVED_FILES) {
          await this.writeParquet({ ...bench, client, periodo, run }, table).catch((error: unknown) => {
            run.signal.throwIfAborted();
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

  private async writeParquet({ client, periodo, run, ...bench }: Export, table: ArchivedFile) {
    const { mes, archivada, manifiesto } = periodo;
    const path = join(bench.directory, fileName(table));
    const columns = fileColumns(table).join(', ');
    const before =
      archivada !== null && manifiesto
        ? `UNION ALL SELECT ${columns} FROM ${withoutCodes(await this.files.open(fileOf(manifiesto, table.name)), 'calientes')}`
        : '';
    const leaving = leavingRows(table, mes);
    const counted = countOf(table, mes);
    const { rows } = counted ? await client.query<{ count: number }>(counted) : { rows: [] };
    const counter = countRows(run, rows[0]?.count ?? null, `filas de ${table.name}`);
    const sql = `COPY (${selectForFile(table, leaving)}) TO STDOUT (FORMAT csv)`;
    const source = client.query(copyTo(sql));
    source.once('error', (error) => counter.destroy(error));
    run.signal.addEventListener('abort', () => counter.destroy(run.signal.reason as Error), { once: true });
    await throughFifo(bench.directory, source.pipe(counter), (fifo) =>
      this.keeper.write(bench, table, `${readCsv(table, fifo)} ${before}`, path),
    );
  }
}

/** From when to when something happened, by what was written; undefined when nothing was. */
async function instantsOf({ duck, directory }: Bench): Promise<Manifest['instantes']> {
  const of = (name: string) => `read_parquet(${literal(join(directory, `${name}.parquet`))})`;
  const text = (value: string) => `strftime(${value}, '%Y-%m-%dT%H:%M:%S.%gZ')`;
  const [row] = await duck.rows<{ desde: string | null; hasta: string | null }>(`
    SELECT ${text('min(t)')} AS desde, ${text('max(t)')} AS hasta FROM (
      SELECT unnest([min(creado_en), max(creado_en)]) AS t FROM ${of('envios')}
      UNION ALL SELECT unnest([min(primera_traza_en), max(ultima_traza_en)]) FROM ${of('detalle')})`);
  return row?.desde && row.hasta ? { desde: row.desde, hasta: row.hasta } : undefined;
}
