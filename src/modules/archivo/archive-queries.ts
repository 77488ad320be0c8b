import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ArchiveFiles } from '../../platform/archive/archive-files.js';
import { Duck, literal } from '../../platform/archive/duck.js';
import { Turnstile } from '../../platform/archive/turnstile.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { FileName } from './archived-tables.js';
import { fileOf, type Manifest } from './manifest.js';

/** Questions about whole months at a time, and how many may wait: each takes all cores it gets. */
const LANES = 1;
const QUEUE = 8;

/** Asks whole months of the archive, few at a time and not for long. */
@Injectable()
export class ArchiveQueries implements OnApplicationShutdown {
  private readonly turnstile = new Turnstile(LANES, QUEUE, () => new DomainError('archivo-ocupado'));
  private duck: Promise<Duck> | undefined;
  private readonly spillDir: string;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly files: ArchiveFiles,
  ) {
    // Only made when it is needed.
    this.spillDir = join(config.TRAZO_ARCHIVO_DIR, 'trabajo', `consultas-${process.pid}`);
  }

  /**
   * Rows of a SELECT of DuckDB.
   *
   * @param select - Makes it; `read` answers the SQL of a file of all these months together.
   * @param prelude - Statements to run before it.
   * @throws {DomainError} `archivo-ocupado`, `archivo-no-disponible`, `archivo-danado`, `consulta-demasiado-larga`,
   *   `solicitud-abandonada`
   */
  async ask<Row>(
    months: readonly Manifest[],
    select: (read: (file: FileName) => string) => string,
    gone?: AbortSignal,
    prelude?: string,
  ): Promise<Row[]> {
    const paths = new Map<FileName, string[]>();
    for (const file of ['envios', 'detalle'] as const) {
      paths.set(file, []);
      for (const month of months) paths.get(file)?.push(await this.files.open(fileOf(month, file)));
    }
    const read = (file: FileName) => `read_parquet([${paths.get(file)?.map(literal).join(', ')}])`;
    return this.turnstile.pass(() => this.run<Row>(select(read), gone, prelude));
  }

  async onApplicationShutdown(): Promise<void> {
    (await this.duck)?.close();
    await rm(this.spillDir, { recursive: true, force: true });
  }

  private async run<Row>(sql: string, gone?: AbortSignal, prelude?: string): Promise<Row[]> {
    const { TRAZO_ARCHIVO_MEMORIA_MIB: memoryMib } = this.config;
    this.duck ??= Duck.open({ memoryMib, spillDir: this.spillDir });
    const duck = await this.duck;
    if (prelude) await duck.run(prelude);
    const late = AbortSignal.timeout(this.config.DATABASE_TIMEOUT_MS);
    const signal = gone ? AbortSignal.any([late, gone]) : late;
    try {
      return await duck.rowsUntil<Row>(signal, sql);
    } catch (error) {
      if (gone?.aborted) throw new DomainError('solicitud-abandonada', {}, [], error);
      if (late.aborted) throw new DomainError('consulta-demasiado-larga', {}, [], error);
      throw error;
    }
  }
}
