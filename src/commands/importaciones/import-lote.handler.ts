import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { ImportacionStore, type Lote } from '../../modules/importaciones/importacion-store.js';
import { LoteImporter } from '../../modules/importaciones/lote-importer.js';
import { withAdvisoryLock } from '../../platform/database/advisory-lock.js';
import { POOL } from '../../platform/database/tokens.js';
import { withConnection } from '../../platform/database/transaction.js';
import { ImportLoteCommand } from './import-lote.command.js';

const LOCK = 'importaciones';

@CommandHandler(ImportLoteCommand)
export class ImportLoteHandler implements ICommandHandler<ImportLoteCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly store: ImportacionStore,
    private readonly importer: LoteImporter,
  ) {}

  // One at a time in the whole installation: files of offices must not crowd out what devices post. The lock is the
  // session's, so that a killed worker holds nobody up. Safe to repeat: what a lote does, it does once.
  async execute(): Promise<boolean> {
    const done = await withConnection(this.pool, (client) =>
      withAdvisoryLock(client, LOCK, false, async () => {
        const lote = await this.store.nextLote();
        if (lote) await this.attempt(lote);
        return lote !== undefined;
      }),
    );
    return done ?? false;
  }

  private async attempt(lote: Lote): Promise<void> {
    try {
      await this.work(lote);
    } catch (error) {
      // While the database is away this fails too, and the first error is the one that says why.
      await this.store.markFailed(lote).catch(() => undefined);
      throw error;
    }
  }

  private async work(lote: Lote): Promise<void> {
    const refused = lote.refused ?? this.importer.findFaulty(lote);
    if (!lote.refused) await this.store.decide(lote, refused);
    await this.store.finish(lote, await this.importer.take({ ...lote, refused }));
  }
}
