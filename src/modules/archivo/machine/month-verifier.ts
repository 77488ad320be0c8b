import { Inject, Injectable } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { ArchiveFiles } from '../../../platform/archive/archive-files.js';
import { type ArchiveStore, storeFailure } from '../../../platform/archive/archive-store.js';
import { digestOf } from '../../../platform/archive/file-digest.js';
import { yearMonth } from '../../../platform/database/month.js';
import { snapshot, withConnection } from '../../../platform/database/transaction.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { ARCHIVE_POOL } from '../run/archive-pool.js';
import type { ArchiveRun, HeldRun } from '../run/archive-run.js';
import { ARCHIVE_STORE } from '../files/archive-storage.js';
import { Courtesy } from '../run/courtesy.js';
import { ARCHIVED_FILES, type ArchivedFile, hashOfTable } from '../files/archived-tables.js';
import { fileOf, generationKey, sameManifest } from '../files/manifest.js';
import {
  eachOf,
  hashFile,
  loadCodes,
  type MonthPaths,
  onlyCodes,
  withoutCodes,
} from '../files/month-files.js';
import { leavingPieces, selectRemnantCodes } from '../files/month-sql.js';
import { type FileName, type Manifest, PeriodoLedger, type PeriodoRow } from '../../periodos/contract.js';
import { type HashRow, RowHash } from '../files/row-hash.js';
import { type Bench, Workbench } from '../files/workbench.js';

/** The hot rows that are about to leave, as PostgreSQL sees them, and who stays, of one snapshot. */
interface HotSide {
  hashes: Record<FileName, RowHash>;
  /** Codes of envíos that stay: what the files say of them no longer counts. */
  staying: string[];
  /** Codes of all hot envíos of a month that is archived already: what its older files say no longer counts. */
  hot: string[];
}

/** Reads an export back, out of the store, and compares it with its manifest and with the database. */
@Injectable()
export class MonthVerifier {
  constructor(
    @Inject(ARCHIVE_POOL) private readonly pool: pg.Pool,
    @Inject(ARCHIVE_STORE) private readonly store: ArchiveStore,
    private readonly files: ArchiveFiles,
    private readonly ledger: PeriodoLedger,
    private readonly workbench: Workbench,
    private readonly courtesy: Courtesy,
  ) {}

  /** @throws {DomainError} `archivo-no-coincide` when anything differs; the month then stands where it is */
  async verify(periodo: PeriodoRow, run: HeldRun): Promise<void> {
    const { mes, manifiestoNuevo: manifest } = periodo;
    if (!manifest) throw mismatch(periodo, 'manifiesto', 'falta');
    await this.workbench.use('verificacion', async (bench) => {
      const paths = await this.readBack(bench, periodo, manifest, run);
      const side = await this.hashHotRows(periodo, run);
      await run.checkpoint();
      await loadCodes(bench.duck, 'quedan', side.staying);
      await loadCodes(bench.duck, 'calientes', side.hot);
      const pace = this.courtesy.pace(run.signal);
      await eachOf(ARCHIVED_FILES, async (table) => {
        await this.compare(bench, periodo, table, paths[table.name], side);
        await pace.rest();
      });
    });
    await run.turn.work((client) => this.ledger.advance(client, mes, ['exportado', 'verificado']));
  }

  /** Fetches every file, and checks it against the manifest: that of the database, which the one in the store must equal. */
  private async readBack(
    bench: Bench,
    periodo: PeriodoRow,
    manifest: Manifest,
    run: ArchiveRun,
  ): Promise<MonthPaths> {
    const stored = join(bench.directory, 'manifiesto.json');
    await this.store.get(`${generationKey(periodo.mes, periodo.generacion)}/manifiesto.json`, stored);
    if (!sameManifest(manifest, parse(await readFile(stored, 'utf8'))))
      throw mismatch(periodo, 'manifiesto.json', 'no es el que se escribió');
    const pace = this.courtesy.pace(run.signal);
    return eachOf(ARCHIVED_FILES, async (table) => {
      const { key, sha256, bytes } = fileOf(manifest, table.name);
      const path = this.store.pathOf(key) ?? join(bench.directory, `${table.name}.parquet`);
      if (!this.store.pathOf(key)) await this.store.get(key, path);
      // Not to be able to read it says nothing of what is in it.
      const digest = await digestOf(path).catch((error: unknown) => {
        throw storeFailure(this.store.place, error);
      });
      if (digest.sha256 !== sha256 || digest.bytes !== bytes)
        throw mismatch(periodo, key, 'SHA-256 o tamaño');
      await run.checkpoint();
      await pace.rest();
      return path;
    });
  }

  private hashHotRows({ mes, archivada }: PeriodoRow, { signal }: ArchiveRun): Promise<HotSide> {
    return withConnection(this.pool, (client) =>
      snapshot(client, async () => {
        const codes = async (staying: boolean) =>
          (await client.query<{ codigo: string }>(selectRemnantCodes(mes, { staying }))).rows.map(
            (row) => row.codigo,
          );
        const pace = this.courtesy.pace(signal);
        const hashes = await eachOf(ARCHIVED_FILES, async (table) => {
          let hash = RowHash.EMPTY;
          for (const piece of leavingPieces(table, mes)) {
            const { rows } = await client.query<HashRow>(hashOfTable(table, piece));
            hash = hash.plus(RowHash.of(rows[0] as HashRow));
            await pace.rest();
            signal.throwIfAborted();
          }
          return hash;
        });
        return { hashes, staying: await codes(true), hot: archivada === null ? [] : await codes(false) };
      }),
    );
  }

  /**
   * The whole file has the hash of its manifest; and what it says of envíos that leave = the hot rows that leave + what older
   * files say of the others.
   */
  private async compare(bench: Bench, periodo: PeriodoRow, table: ArchivedFile, path: string, side: HotSide) {
    const { archivada, manifiesto, manifiestoNuevo } = periodo;
    const leaving = await hashFile(bench.duck, table, withoutCodes(path, 'quedan'));
    const staying = await hashFile(bench.duck, table, onlyCodes(path, 'quedan'));
    const { filas, huella } = (manifiestoNuevo as Manifest).tablas[table.name];
    if (!leaving.plus(staying).equals({ filas: BigInt(filas), hex: huella }))
      throw mismatch(periodo, table.name, 'filas o huella');
    const older =
      archivada !== null && manifiesto
        ? await hashFile(
            bench.duck,
            table,
            withoutCodes(await this.files.open(fileOf(manifiesto, table.name)), 'calientes'),
          )
        : RowHash.EMPTY;
    if (!leaving.equals(side.hashes[table.name].plus(older)))
      throw mismatch(periodo, table.name, 'la base tiene otras filas');
  }
}

function mismatch({ mes }: PeriodoRow, fichero: string, detalle: string): DomainError {
  return new DomainError('archivo-no-coincide', { mes: yearMonth(mes), fichero, detalle });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
