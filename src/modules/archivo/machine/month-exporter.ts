import { Inject, Injectable } from '@nestjs/common';
import { join } from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ArchiveFiles } from '../../../platform/archive/archive-files.js';
import { type ArchiveStore, storeFailure } from '../../../platform/archive/archive-store.js';
import { literal } from '../../../platform/database/literal.js';
import { makeFifo, throughFifo } from '../../../platform/archive/fifo.js';
import { snapshot, withConnection } from '../../../platform/database/transaction.js';
import { ARCHIVE_POOL } from '../run/archive-pool.js';
import type { HeldRun } from '../run/archive-run.js';
import { ARCHIVE_STORE } from '../files/archive-storage.js';
import { Courtesy } from '../run/courtesy.js';
import {
  ARCHIVED_FILES,
  type ArchivedFile,
  fileColumns,
  readCsv,
  selectForFile,
  withLater,
} from '../files/archived-tables.js';
import { fileName, FileKeeper } from '../files/file-keeper.js';
import { fileOf, generationKey } from '../files/manifest.js';
import { loadCodes, withoutCodes } from '../files/month-files.js';
import { countOf, leavingRows, selectRemnantCodes } from '../files/month-sql.js';
import {
  type FileName,
  type Manifest,
  type ManifestTable,
  PeriodoLedger,
  type PeriodoRow,
} from '../../periodos/contract.js';
import { countRows } from './row-counter.js';
import { type Bench, Workbench } from '../files/workbench.js';

const SCHEMA_VERSION = `
  SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name DESC LIMIT 1`;

/** What an export came to. */
type Exported = Pick<Manifest, 'tablas' | 'esquema' | 'instantes'>;

/** What an export works with. */
interface Export extends Bench {
  client: pg.PoolClient;
  periodo: PeriodoRow;
  run: HeldRun;
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
    private readonly courtesy: Courtesy,
  ) {}

  /** @throws {DomainError} `archivo-no-disponible` when the store, or the directory to work in, fails */
  async export(before: PeriodoRow, run: HeldRun): Promise<Manifest> {
    // What a killed run left of the same export.
    await this.discard(before);
    const periodo = isOwn(before, run)
      ? before
      : await run.turn.work((client) => this.ledger.beginExport(client, before.mes, run.turn.number));
    const key = generationKey(periodo.mes, periodo.generacion);
    const manifest = await this.workbench.use('exportacion', async (bench) => {
      const exported = await this.writeAll(bench, key, periodo, run);
      const { mes, generacion } = periodo;
      const creadoEn = new Date().toISOString();
      const manifest: Manifest = { formato: 1, mes, generacion, creadoEn, ...exported };
      await this.keeper.keepManifest(bench, key, manifest);
      return manifest;
    });
    const changes = 'manifiesto_nuevo = $4';
    await run.turn.work((client) =>
      this.ledger.advance(client, periodo.mes, ['cerrado', 'exportado'], changes, [manifest]),
    );
    return manifest;
  }

  /** Removes whatever there is of an export that does not answer yet. */
  async discard({ mes, generacion, archivada }: PeriodoRow): Promise<void> {
    if (generacion === archivada) return;
    await this.files.forget(generationKey(mes, generacion));
    await this.store.remove(generationKey(mes, generacion));
  }

  /** All files of one snapshot. While one goes to the store the next one is written. */
  private writeAll(bench: Bench, key: string, periodo: PeriodoRow, run: HeldRun): Promise<Exported> {
    return withConnection(this.pool, async (client) => {
      await makeFifo(fifoOf(bench)).catch((error: unknown) => {
        throw storeFailure(bench.directory, error);
      });
      const keeping: Promise<[FileName, ManifestTable]>[] = [];
      const beside = { ...bench, duck: await bench.duck.another() };
      const spans: string[] = [];
      try {
        return await snapshot(client, async () => {
          const { rows } = await client.query<{ codigo: string }>(
            selectRemnantCodes(periodo.mes, { staying: false }),
          );
          await loadCodes(
            bench.duck,
            'calientes',
            rows.map(({ codigo }) => codigo),
          );
          for (const file of ARCHIVED_FILES) {
            const work = { ...bench, client, periodo, run };
            const rested = await this.writeParquet(work, file).catch((error: unknown) => {
              run.signal.throwIfAborted();
              throw error instanceof pg.DatabaseError ? error : storeFailure(bench.directory, error);
            });
            spans.push(...(await instantsOf(bench, file)));
            const kept = this.keepAfter(keeping.at(-1), () => this.keeper.keep(beside, key, file, run), file);
            // Heard of at the end.
            kept.catch(() => undefined);
            keeping.push(kept);
            // Two things at a time is in others' way as well.
            if (rested) await kept;
          }
          const version = await client.query<{ name: string }>(SCHEMA_VERSION);
          const tablas = Object.fromEntries(await Promise.all(keeping)) as Manifest['tablas'];
          const [desde, hasta] = [spans.sort()[0], spans.at(-1)];
          return {
            tablas,
            esquema: version.rows[0]?.name ?? '',
            ...(desde && hasta && { instantes: { desde, hasta } }),
          };
        });
      } finally {
        await Promise.allSettled(keeping);
        beside.duck.close();
      }
    });
  }

  /** One after the other: they share a connection. */
  private async keepAfter(
    before: Promise<unknown> | undefined,
    keep: () => Promise<ManifestTable>,
    { name }: ArchivedFile,
  ): Promise<[FileName, ManifestTable]> {
    await before;
    return [name, await keep()];
  }

  /** @returns whether it had to rest. */
  private async writeParquet({ client, periodo, run, ...bench }: Export, table: ArchivedFile) {
    const { mes, archivada, manifiesto } = periodo;
    const path = join(bench.directory, fileName(table));
    const columns = fileColumns(table).join(', ');
    const before =
      archivada !== null && manifiesto
        ? `UNION ALL SELECT ${columns} FROM ${withLater(table, withoutCodes(await this.files.open(fileOf(manifiesto, table.name)), 'calientes'))}`
        : '';
    const leaving = leavingRows(table, mes);
    const pace = this.courtesy.pace(run.signal);
    const counted = countOf(table, mes);
    const { rows } = counted ? await client.query<{ count: number }>(counted) : { rows: [] };
    await pace.rest();
    const counter = countRows(run, pace, rows[0]?.count ?? null, `filas de ${table.name}`);
    const sql = `COPY (${selectForFile(table, leaving)}) TO STDOUT (FORMAT csv)`;
    const source = client.query(copyTo(sql));
    source.once('error', (error) => counter.destroy(error));
    // When all rows have come, they are sorted and written in one go.
    let writing = this.courtesy.pace(run.signal);
    counter.once('end', () => (writing = this.courtesy.pace(run.signal)));
    run.signal.addEventListener('abort', () => counter.destroy(run.signal.reason as Error), { once: true });
    await throughFifo(fifoOf(bench), source.pipe(counter), (fifo) =>
      this.keeper.write(bench, table, `${readCsv(table, fifo)} ${before}`, path),
    );
    return writing.rest();
  }
}

/**
 * Whether nobody but this turn writes into the export that was begun last: in an older turn somebody may be at it still who
 * has not noticed that it is over. Nor is it the one that answers, which a purge has written anew.
 */
const isOwn = ({ turno, generacion, archivada }: PeriodoRow, { turn }: HeldRun) =>
  turno === turn.number && generacion !== archivada;

/** Where rows come from the database, one file after the other. */
const fifoOf = ({ directory }: Bench) => join(directory, 'tubo');

/** First and last instant of an envío's life in a file, if it has any. */
async function instantsOf({ duck, directory }: Bench, file: ArchivedFile): Promise<string[]> {
  const columns = ['creado_en', 'primera_traza_en', 'ultima_traza_en'].filter(
    (column) => column in file.columns,
  );
  if (columns.length === 0) return [];
  const ends = columns.flatMap((column) => [`min(${column})`, `max(${column})`]).join(', ');
  const rows = await duck.rows<{ en: string }>(`
    SELECT strftime(t, '%Y-%m-%dT%H:%M:%S.%gZ') AS en FROM (
      SELECT unnest([${ends}]) AS t FROM read_parquet(${literal(join(directory, fileName(file)))})) WHERE t IS NOT NULL`);
  return rows.map(({ en }) => en);
}
