import { Inject, Injectable } from '@nestjs/common';
import { join } from 'node:path';
import { ArchiveFiles } from '../../../platform/archive/archive-files.js';
import type { ArchiveStore } from '../../../platform/archive/archive-store.js';
import { literal } from '../../../platform/database/literal.js';
import { yearMonth } from '../../../platform/database/month.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { ArchiveRun, HeldRun } from '../run/archive-run.js';
import { ARCHIVE_STORE } from '../files/archive-storage.js';
import { ARCHIVED_FILES, type ArchivedFile, withLater } from '../files/archived-tables.js';
import { fileName, FileKeeper } from '../files/file-keeper.js';
import { fileOf, generationKey } from '../files/manifest.js';
import { eachOf, hashFile, loadCodes, withoutCodes } from '../files/month-files.js';
import { type Manifest, PeriodoLedger, type PeriodoRow } from '../../periodos/contract.js';
import { DELETED, purgedColumns } from './personal-data.js';
import { type Bench, Workbench } from '../files/workbench.js';

/** Writes archived months anew without the personal data of a cliente. */
@Injectable()
export class ArchivePurger {
  constructor(
    @Inject(ARCHIVE_STORE) private readonly store: ArchiveStore,
    private readonly files: ArchiveFiles,
    private readonly keeper: FileKeeper,
    private readonly workbench: Workbench,
    private readonly ledger: PeriodoLedger,
  ) {}

  /**
   * Writes the month's files anew, reads them back, lets them answer and only then removes the old ones.
   *
   * @returns how many envíos were purged; 0 leaves the month as it is.
   */
  async purge(periodo: PeriodoRow, clienteId: string, run: HeldRun): Promise<number> {
    const { mes, manifiesto: old, archivada } = periodo;
    if (!old || archivada === null) return 0;
    const purged = await this.workbench.use('purga', async (bench) => {
      const codes = await this.listCodes(bench, old, clienteId);
      if (codes.length === 0) return 0;
      await loadCodes(bench.duck, 'purgados', codes);
      const { generacion: next } = await run.turn.work((client) =>
        this.ledger.beginExport(client, mes, run.turn.number),
      );
      const manifest = await this.rewriteAll(bench, old, next, run).catch(async (error: unknown) => {
        await this.store.remove(generationKey(mes, next)).catch(() => undefined);
        throw error;
      });
      await this.replace(manifest, archivada, run);
      run.log(`${yearMonth(mes)}: ${codes.length} envíos sin datos personales, generación ${next}`);
      return codes.length;
    });
    // Also those that a purge which was killed has left. The database says which one answers: nothing goes that might.
    const { archivada: answers } = await this.ledger.find(mes);
    for (let older = 1; older < (answers ?? 0); older += 1) {
      await this.store.remove(generationKey(mes, older));
      await this.files.forget(generationKey(mes, older));
    }
    return purged;
  }

  /** Codes of a cliente's envíos in a month, purged or not. */
  async listAll({ manifiesto }: PeriodoRow, clienteId: string): Promise<string[]> {
    if (!manifiesto) return [];
    const path = await this.files.open(fileOf(manifiesto, 'envios'));
    return this.workbench.useBeside(async ({ duck }) => {
      const sql = `SELECT codigo FROM read_parquet(${literal(path)}) WHERE cliente_id = $1::UUID`;
      return (await duck.rows<{ codigo: string }>(sql, [clienteId])).map(({ codigo }) => codigo);
    });
  }

  /** How many envíos of a cliente the month has to be rid of. */
  count({ manifiesto }: PeriodoRow, clienteId: string): Promise<number> {
    if (!manifiesto) return Promise.resolve(0);
    return this.workbench.useBeside(
      async (bench) => (await this.listCodes(bench, manifiesto, clienteId)).length,
    );
  }

  /** @throws {DomainError} `periodo-no-archivable` when another export answers by now; then the old ones stay */
  private async replace(manifest: Manifest, archivada: number, run: HeldRun): Promise<void> {
    const { mes, generacion } = manifest;
    const replaced = await run.turn.work((client) => this.ledger.replaceExport(client, archivada, manifest));
    if (replaced) return;
    await this.store.remove(generationKey(mes, generacion));
    throw new DomainError('periodo-no-archivable', {
      mes: yearMonth(mes),
      estado: `generación ${archivada}`,
    });
  }

  private async listCodes({ duck }: Bench, old: Manifest, clienteId: string): Promise<string[]> {
    const path = await this.files.open(fileOf(old, 'envios'));
    const sql = `
      SELECT codigo FROM read_parquet(${literal(path)})
      WHERE cliente_id = $1::UUID AND destinatario_nombre <> ${literal(DELETED)}`;
    return (await duck.rows<{ codigo: string }>(sql, [clienteId])).map(({ codigo }) => codigo);
  }

  private async rewriteAll(bench: Bench, old: Manifest, generacion: number, run: ArchiveRun) {
    const key = generationKey(old.mes, generacion);
    const tablas = await eachOf(ARCHIVED_FILES, (table) => this.rewrite(bench, key, old, table, run));
    const manifest: Manifest = { ...old, generacion, creadoEn: new Date().toISOString(), tablas };
    await this.keeper.keepManifest(bench, key, manifest);
    await eachOf(ARCHIVED_FILES, (table) => this.verify(bench, old, manifest, table));
    return manifest;
  }

  private async rewrite(bench: Bench, key: string, old: Manifest, table: ArchivedFile, run: ArchiveRun) {
    const source = await this.files.open(fileOf(old, table.name));
    const select = `SELECT ${purgedColumns(table, 'purgados')} FROM ${withLater(table, `read_parquet(${literal(source)})`)}`;
    await this.keeper.write(bench, table, select, join(bench.directory, fileName(table)));
    return this.keeper.keep(bench, key, table, run);
  }

  /** What is in the store now is what was there, but for what was purged. */
  private async verify(
    { duck }: Bench,
    old: Manifest,
    manifest: Manifest,
    table: ArchivedFile,
  ): Promise<void> {
    const before = await this.files.open(fileOf(old, table.name));
    const after = await this.files.open(fileOf(manifest, table.name));
    const others = await hashFile(duck, table, withoutCodes(before, 'purgados'));
    const expected = await hashFile(
      duck,
      table,
      `(SELECT ${purgedColumns(table, 'purgados')} FROM ${withLater(table, `read_parquet(${literal(before)})`)})`,
    );
    const same =
      others.equals(await hashFile(duck, table, withoutCodes(after, 'purgados'))) &&
      expected.equals(await hashFile(duck, table, `read_parquet(${literal(after)})`));
    if (!same)
      throw new DomainError('archivo-no-coincide', {
        mes: yearMonth(manifest.mes),
        fichero: table.name,
        detalle: 'lo escrito de nuevo tiene otras filas',
      });
  }
}
