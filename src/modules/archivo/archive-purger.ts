import { Inject, Injectable } from '@nestjs/common';
import { join } from 'node:path';
import type pg from 'pg';
import { ArchiveFiles } from '../../platform/archive/archive-files.js';
import type { ArchiveStore } from '../../platform/archive/archive-store.js';
import { literal } from '../../platform/archive/duck.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { ARCHIVE_POOL } from './archive-pool.js';
import type { ArchiveRun } from './archive-run.js';
import { ARCHIVE_STORE } from './archive-storage.js';
import { ARCHIVED_FILES, type ArchivedFile } from './archived-tables.js';
import { fileName, FileKeeper } from './file-keeper.js';
import { fileOf, generationKey, type Manifest } from './manifest.js';
import { eachOf, hashFile, loadCodes, withoutCodes } from './month-files.js';
import type { PeriodoRow } from './periodo-ledger.js';
import { DELETED, purgedColumns } from './personal-data.js';
import { type Bench, Workbench } from './workbench.js';

const REPLACE = `
  UPDATE periodos SET generacion = $3, archivada = $3, manifiesto = $4, cambiado_en = now()
  WHERE mes = $1 AND archivada = $2`;

/** Writes archived months anew without the personal data of a cliente. */
@Injectable()
export class ArchivePurger {
  constructor(
    @Inject(ARCHIVE_POOL) private readonly pool: pg.Pool,
    @Inject(ARCHIVE_STORE) private readonly store: ArchiveStore,
    private readonly files: ArchiveFiles,
    private readonly keeper: FileKeeper,
    private readonly workbench: Workbench,
  ) {}

  /**
   * Writes the month's files anew, reads them back, lets them answer and only then removes the old ones.
   *
   * @returns how many envíos were purged; 0 leaves the month as it is.
   */
  async purge(periodo: PeriodoRow, clienteId: string, run: ArchiveRun): Promise<number> {
    const { mes, manifiesto: old, archivada, generacion } = periodo;
    if (!old || archivada === null) return 0;
    const purged = await this.workbench.use('purga', async (bench) => {
      const codes = await this.listCodes(bench, old, clienteId);
      if (codes.length === 0) return 0;
      await loadCodes(bench.duck, 'purgados', codes);
      const next = generacion + 1;
      const key = generationKey(mes, next);
      await this.store.remove(key);
      const tablas = await eachOf(ARCHIVED_FILES, (table) => this.rewrite(bench, key, old, table, run));
      const manifest: Manifest = { ...old, generacion: next, creadoEn: new Date().toISOString(), tablas };
      await this.keeper.keepManifest(bench, key, manifest);
      await eachOf(ARCHIVED_FILES, (table) => this.verify(bench, old, manifest, table));
      await this.pool.query(REPLACE, [mes, archivada, next, manifest]);
      run.log(`${mes.slice(0, 7)}: ${codes.length} envíos sin datos personales, generación ${next}`);
      return codes.length;
    });
    // Also those that a purge which was killed has left.
    for (let older = 1; older < (purged > 0 ? generacion + 1 : archivada); older += 1) {
      await this.store.remove(generationKey(mes, older));
      await this.files.forget(generationKey(mes, older));
    }
    return purged;
  }

  /** How many envíos of a cliente the month has to be rid of. */
  count({ manifiesto }: PeriodoRow, clienteId: string): Promise<number> {
    if (!manifiesto) return Promise.resolve(0);
    return this.workbench.use(
      'recuento',
      async (bench) => (await this.listCodes(bench, manifiesto, clienteId)).length,
    );
  }

  private async listCodes({ duck }: Bench, old: Manifest, clienteId: string): Promise<string[]> {
    const path = await this.files.open(fileOf(old, 'envios'));
    const sql = `
      SELECT codigo FROM read_parquet(${literal(path)})
      WHERE cliente_id = $1::UUID AND destinatario_nombre <> ${literal(DELETED)}`;
    return (await duck.rows<{ codigo: string }>(sql, [clienteId])).map(({ codigo }) => codigo);
  }

  private async rewrite(bench: Bench, key: string, old: Manifest, table: ArchivedFile, run: ArchiveRun) {
    const source = await this.files.open(fileOf(old, table.name));
    const select = `SELECT ${purgedColumns(table, 'purgados')} FROM read_parquet(${literal(source)})`;
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
      `(SELECT ${purgedColumns(table, 'purgados')} FROM read_parquet(${literal(before)}))`,
    );
    const same =
      others.equals(await hashFile(duck, table, withoutCodes(after, 'purgados'))) &&
      expected.equals(await hashFile(duck, table, `read_parquet(${literal(after)})`));
    if (!same)
      throw new DomainError('archivo-no-coincide', {
        mes: manifest.mes.slice(0, 7),
        fichero: table.name,
        detalle: 'lo escrito de nuevo tiene otras filas',
      });
  }
}
