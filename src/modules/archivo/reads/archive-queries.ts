import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { rm } from 'node:fs/promises';
import { ArchiveFiles } from '../../../platform/archive/archive-files.js';
import { Duck } from '../../../platform/archive/duck.js';
import { literal } from '../../../platform/database/literal.js';
import { Turnstile } from '../../../platform/lifecycle/turnstile.js';
import { makeDirectory } from '../../../platform/files/make-directory.js';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { MadeOnce } from '../../../platform/lifecycle/made-once.js';
import { ARCHIVED_FILES, type ArchivedFile, withLater } from '../files/archived-tables.js';
import type { Manifest } from '../../periodos/contract.js';
import { fileOf } from '../files/manifest.js';
import { Workbench } from '../files/workbench.js';

/**
 * Questions about whole months at a time, and how many may wait. Each keeps a core busy, and each of them, waiting too, holds
 * one of the few connections that all other reads need.
 */
const LANES = 1;
const QUEUE = 4;

/** Files that such questions are about. */
type QueriedFile = 'envios' | 'detalle' | 'trazas';

/** What most questions are about. */
const MOSTLY: readonly QueriedFile[] = ['envios', 'detalle'];

/** Answers the SQL of a file of all months that are asked, together. */
export type Reader = (file: QueriedFile) => string;

const tableOf = (file: QueriedFile) => ARCHIVED_FILES.find(({ name }) => name === file) as ArchivedFile;

/** Asks whole months of the archive, few at a time and not for long. */
@Injectable()
export class ArchiveQueries implements OnApplicationShutdown {
  private readonly turnstile = new Turnstile(LANES, QUEUE, () => new DomainError('archivo-ocupado'));
  private readonly duck: MadeOnce<Duck>;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly files: ArchiveFiles,
    private readonly workbench: Workbench,
  ) {
    const { TRAZO_ARCHIVO_MEMORIA_MIB: memoryMib } = config;
    this.duck = new MadeOnce(() => Duck.open({ memoryMib, spillDir: workbench.spillDir }));
  }

  /**
   * Rows of a SELECT of DuckDB. The time that a query of a request may take is for fetching cold files too: what was fetched
   * stays, so that the next try gets further.
   *
   * @param select - Makes it; `read` answers the SQL of a file of all these months together.
   * @param prelude - Statements to run before it.
   * @param files - Files that it is about.
   * @throws {DomainError} `archivo-ocupado`, `archivo-no-disponible`, `archivo-danado`, `consulta-demasiado-larga`,
   *   `solicitud-abandonada`
   */
  async ask<Row>(
    months: readonly Manifest[],
    select: (read: Reader) => string,
    {
      gone,
      prelude,
      files = MOSTLY,
    }: { gone?: AbortSignal; prelude?: string; files?: readonly QueriedFile[] } = {},
  ): Promise<Row[]> {
    const late = AbortSignal.timeout(this.config.DATABASE_TIMEOUT_MS);
    const signal = gone ? AbortSignal.any([late, gone]) : late;
    try {
      const paths: Record<QueriedFile, string[]> = { envios: [], detalle: [], trazas: [] };
      for (const file of files)
        for (const month of months) {
          signal.throwIfAborted();
          paths[file].push(await this.files.open(fileOf(month, file)));
        }
      const sql = select((file) =>
        withLater(
          tableOf(file),
          `read_parquet([${paths[file].map(literal).join(', ')}], union_by_name = true)`,
        ),
      );
      return await this.turnstile.pass(async () => {
        const duck = await this.duck.get();
        // Whoever works at the archive clears up what nobody has used for a day.
        await makeDirectory(this.workbench.spillDir);
        if (prelude) await duck.run(prelude);
        return duck.rowsUntil<Row>(signal, sql);
      });
    } catch (error) {
      if (error instanceof DomainError) throw error;
      if (gone?.aborted) throw new DomainError('solicitud-abandonada', {}, [], error);
      if (late.aborted) throw new DomainError('consulta-demasiado-larga', {}, [], error);
      throw error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    (await this.duck.made())?.close();
    await rm(this.workbench.spillDir, { recursive: true, force: true });
  }
}
