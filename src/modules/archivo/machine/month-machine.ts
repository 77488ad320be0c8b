import { Inject, Injectable, Logger } from '@nestjs/common';
import type pg from 'pg';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { addMonths, yearMonth, type Month, monthOf } from '../../../platform/database/month.js';
import type { HeldRun } from '../run/archive-run.js';
import { Courtesy } from '../run/courtesy.js';
import { MonthCloser } from './month-closer.js';
import { MonthExporter } from './month-exporter.js';
import { MonthSeparator } from './month-separator.js';
import { MonthVerifier } from './month-verifier.js';
import {
  graceIsOver,
  isDue,
  PeriodoLedger,
  type PeriodoRow,
  type Politica,
} from '../../periodos/contract.js';
import { ARCHIVE_POOL } from '../run/archive-pool.js';

const DAY_MS = 86_400_000;

const HAS_OPEN =
  'SELECT EXISTS (SELECT FROM vista_envios_detalle WHERE mes = $1 AND NOT es_terminal(estado)) AS open';

/**
 * Takes a month through the archive: `abierto → cerrado → exportado → verificado → separado → eliminado`. Each step can be
 * repeated, and begins from what the database says: after a kill at any point the next run goes on.
 */
@Injectable()
export class MonthMachine {
  private readonly logger = new Logger('archivo');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(ARCHIVE_POOL) private readonly pool: pg.Pool,
    private readonly ledger: PeriodoLedger,
    private readonly closer: MonthCloser,
    private readonly exporter: MonthExporter,
    private readonly verifier: MonthVerifier,
    private readonly separator: MonthSeparator,
    private readonly courtesy: Courtesy,
  ) {}

  /** Months that the nightly run has something to do for, oldest first. */
  async listDue(): Promise<PeriodoRow[]> {
    const { policy } = this;
    const now = new Date();
    const due: PeriodoRow[] = [];
    for (const periodo of (await this.ledger.list()).reverse())
      if (isDue(periodo, policy, now) && !(periodo.estado === 'eliminado' && (await this.hasOpen(periodo))))
        due.push(periodo);
    return due;
  }

  /**
   * A month of which there is no copy but its hot tables and the export that answers: one that is on its way begins anew,
   * and of one that was separated the old tables are dropped before their time.
   */
  async withoutCopies(mes: Month, run: HeldRun): Promise<PeriodoRow> {
    const periodo = await this.ledger.find(mes);
    if (periodo.estado === 'separado') await this.separator.eliminate(periodo, run);
    if (['exportado', 'verificado'].includes(periodo.estado)) await this.close(periodo, run);
    if (['cerrado', 'exportado', 'verificado'].includes(periodo.estado)) await this.exporter.discard(periodo);
    return this.ledger.find(mes);
  }

  /** Takes a month as far as it goes now. Answers where it stands. */
  async run(mes: Month, run: HeldRun): Promise<PeriodoRow> {
    let periodo = await this.ledger.find(mes);
    try {
      for (;;) {
        await run.checkpoint();
        const before = periodo.estado;
        await this.step(periodo, run);
        periodo = await this.ledger.find(mes);
        if (periodo.estado === before) return periodo;
        run.log(`${yearMonth(mes)}: ${periodo.estado}`);
      }
    } catch (error) {
      if (!run.signal.aborted) await this.complain(mes, error, run);
      throw error;
    }
  }

  private async step(periodo: PeriodoRow, run: HeldRun): Promise<void> {
    switch (periodo.estado) {
      case 'abierto':
        return this.atItsPace(run, () => this.close(periodo, run));
      case 'cerrado':
        return void (await this.exporter.export(periodo, run));
      case 'exportado':
        return this.verifier.verify(periodo, run);
      case 'verificado':
        return this.separator.separate(periodo, run);
      case 'separado':
        if (graceIsOver(periodo, this.policy, new Date()))
          await this.atItsPace(run, () => this.separator.eliminate(periodo, run));
        return;
      case 'eliminado':
        return;
    }
  }

  /** A step that is done in one piece; the others rest in between. */
  private async atItsPace(run: HeldRun, step: () => Promise<void>): Promise<void> {
    const pace = this.courtesy.pace(run.signal);
    await step();
    await pace.rest();
  }

  /** Sends an archived month on its way once more, so that what became closed of it goes after the rest. */
  async close({ mes, estado }: PeriodoRow, run: HeldRun): Promise<void> {
    const carried = await this.closer.close(mes, estado, run);
    run.log(`${yearMonth(mes)}: ${carried} envíos siguen abiertos y se quedan`);
  }

  /** An operator has to see it: in the log, and at the month. */
  private async complain(mes: Month, error: unknown, run: HeldRun): Promise<void> {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    this.logger.error({ message: 'archivo-detenido', mes, error: message, stack });
    await run.turn
      .work((client) => this.ledger.noteProblem(client, mes, error))
      .catch((also: unknown) => this.logger.error(also));
  }

  /** Whether any hot envío of a month is still open. */
  private async hasOpen({ mes }: PeriodoRow): Promise<boolean> {
    const { rows } = await this.pool.query<{ open: boolean }>(HAS_OPEN, [mes]);
    return rows[0]?.open ?? false;
  }

  private get policy(): Politica {
    return {
      horizonte: addMonths(monthOf(new Date()), -this.config.TRAZO_ARCHIVO_MESES),
      graciaMs: this.config.TRAZO_ARCHIVO_GRACIA_DIAS * DAY_MS,
    };
  }
}
