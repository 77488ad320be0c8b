import { Inject, Injectable } from '@nestjs/common';
import { ArchiveFiles } from '../../../platform/archive/archive-files.js';
import type { ArchiveStore } from '../../../platform/archive/archive-store.js';
import { type Month } from '../../../platform/database/month.js';
import { transaction } from '../../../platform/database/transaction.js';
import { relayMonth, STAGE } from './month-relay.js';
import { idOfMonth, partitionName, PeriodoLedger, type PeriodoRow } from '../../periodos/contract.js';
import type { HeldRun } from '../run/archive-run.js';
import { ARCHIVE_STORE } from '../files/archive-storage.js';
import { Courtesy } from '../run/courtesy.js';
import { dropGrace } from './grace.js';
import { generationKey } from '../files/manifest.js';

const fillEnvios = (month: Month) => `
  INSERT INTO ${STAGE}.${partitionName('envios', month)}
  SELECT e.* FROM ${partitionName('envios', month)} e JOIN remanentes r ON r.envio_id = e.id WHERE NOT r.sale`;

const fillTrazas = (month: Month) => `
  INSERT INTO ${STAGE}.${partitionName('trazas', month)}
  SELECT t.* FROM ${partitionName('trazas', month)} t JOIN remanentes r USING (envio_id) WHERE NOT r.sale`;

const forgetLeft = (month: Month) => `DELETE FROM remanentes WHERE ${idOfMonth('envio_id', month)} AND sale`;

const dropAnulaciones = (month: Month) => `
  DELETE FROM anulaciones WHERE ${idOfMonth('envio_id', month)} AND esta_archivado(envio_id)`;

const SEPARATED = `
  archivada = generacion, manifiesto = manifiesto_nuevo, manifiesto_nuevo = NULL, separado_en = now(), restaurado_en = NULL`;

/** Takes a verified month out of the hot tables, and drops what it left behind when its grace is over. */
@Injectable()
export class MonthSeparator {
  constructor(
    @Inject(ARCHIVE_STORE) private readonly store: ArchiveStore,
    private readonly files: ArchiveFiles,
    private readonly ledger: PeriodoLedger,
    private readonly courtesy: Courtesy,
  ) {}

  /** From the moment this commits, the archive answers for the month. What stays of it stays in partitions of its own. */
  separate({ mes }: PeriodoRow, run: HeldRun): Promise<void> {
    const pace = this.courtesy.pace(run.signal);
    return run.turn.work(async (client) => {
      await dropGrace(client, mes);
      await relayMonth(client, {
        month: mes,
        noteChanges: true,
        fill: async () => {
          await client.query(fillEnvios(mes));
          await client.query(fillTrazas(mes));
        },
        finish: async () => {
          await client.query(forgetLeft(mes));
          await this.ledger.advance(client, mes, ['verificado', 'separado'], SEPARATED);
        },
        step: () => run.checkpoint(),
        rest: () => pace.rest(),
      });
    });
  }

  /** Drops the tables that the month left behind, and exports before the one that answers for it. */
  eliminate({ mes, archivada }: PeriodoRow, run: HeldRun): Promise<void> {
    return run.turn.work(async (client) => {
      for (let old = 1; old < (archivada ?? 0); old += 1) {
        await this.store.remove(generationKey(mes, old));
        await this.files.forget(generationKey(mes, old));
      }
      await dropGrace(client, mes);
      await transaction(client, async () => {
        await client.query(dropAnulaciones(mes));
        await this.ledger.advance(client, mes, ['separado', 'eliminado']);
      });
    });
  }
}
