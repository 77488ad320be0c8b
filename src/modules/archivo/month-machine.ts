import { Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { addMonths, type Month, monthOf } from '../../platform/database/month.js';
import type { HeldRun } from './archive-run.js';
import { Courtesy } from './courtesy.js';
import { MonthCloser } from './month-closer.js';
import { MonthExporter } from './month-exporter.js';
import { MonthSeparator } from './month-separator.js';
import { MonthVerifier } from './month-verifier.js';
import { PeriodoLedger, type PeriodoRow } from './periodo-ledger.js';

const DAY_MS = 86_400_000;

/**
 * Takes a month through the archive: `abierto → cerrado → exportado → verificado → separado → eliminado`. Each step can be
 * repeated, and begins from what the database says: after a kill at any point the next run goes on.
 */
@Injectable()
export class MonthMachine {
  private readonly logger = new Logger('archivo');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly ledger: PeriodoLedger,
    private readonly closer: MonthCloser,
    private readonly exporter: MonthExporter,
    private readonly verifier: MonthVerifier,
    private readonly separator: MonthSeparator,
    private readonly courtesy: Courtesy,
  ) {}

  /** The first month that is not old enough for the archive. */
  private horizon(now = new Date()): Month {
    return addMonths(monthOf(now), -this.config.TRAZO_ARCHIVO_MESES);
  }

  // Of an archived month with hot envíos, what there is to do depends on those.
  private isDue(periodo: PeriodoRow, now = new Date()): boolean {
    const { mes, estado, restauradoEn, problema, caliente } = periodo;
    if (problema?.codigo === 'archivo-no-coincide') return false;
    if (estado === 'separado') return this.graceIsOver(periodo, now);
    if (estado === 'eliminado') return caliente;
    const restored = restauradoEn && estado === 'abierto' && !this.isOver(restauradoEn, now);
    return mes < this.horizon(now) && !restored;
  }

  /** Months that the nightly run has something to do for, oldest first. */
  async listDue(): Promise<PeriodoRow[]> {
    const due = (await this.ledger.list()).filter((periodo) => this.isDue(periodo)).reverse();
    const settled = await this.ledger.listWithoutOpen(due.filter(({ estado }) => estado === 'eliminado'));
    return due.filter(({ estado, mes }) => estado !== 'eliminado' || settled.has(mes));
  }

  /**
   * Whether a month that somebody asks for has to be closed anew: its export turned out wrong, or something of it stayed
   * behind and may have been closed since.
   */
  mustBeginAgain({ estado, caliente, problema }: PeriodoRow): boolean {
    return (estado === 'eliminado' && caliente) || problema?.codigo === 'archivo-no-coincide';
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
        run.log(`${mes.slice(0, 7)}: ${periodo.estado}`);
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
        if (this.graceIsOver(periodo, new Date()))
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
    run.log(`${mes.slice(0, 7)}: ${carried} envíos siguen abiertos y se quedan`);
  }

  /** An operator has to see it: in the log, and at the month. */
  private async complain(mes: Month, error: unknown, run: HeldRun): Promise<void> {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    this.logger.error({ message: 'archivo-detenido', mes, error: message, stack });
    await this.ledger.noteProblem(run, mes, error).catch((also: unknown) => this.logger.error(also));
  }

  private graceIsOver({ separadoEn }: PeriodoRow, now: Date): boolean {
    return separadoEn !== null && this.isOver(separadoEn, now);
  }

  private isOver(since: string, now: Date): boolean {
    return Date.parse(since) + this.config.TRAZO_ARCHIVO_GRACIA_DIAS * DAY_MS <= now.getTime();
  }
}
