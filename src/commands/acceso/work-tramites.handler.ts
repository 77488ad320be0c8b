import { Inject, Logger } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { DataFile } from '../../modules/acceso/personas/data-file.js';
import { TramiteBook, type TramiteRow } from '../../modules/acceso/personas/tramite-book.js';
import { SISTEMA } from '../../platform/access/actor.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { contextOfActor } from '../../platform/access/request-context.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { PersonalEraser } from '../../platform/personal/personal-eraser.js';
import type { PersonalRun } from '../../platform/personal/personal-holder.js';
import { type TramitesResult, WorkTramitesCommand } from './work-tramites.command.js';

@CommandHandler(WorkTramitesCommand)
export class WorkTramitesHandler implements ICommandHandler<WorkTramitesCommand> {
  private readonly logger = new Logger('tramites');

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly book: TramiteBook,
    private readonly file: DataFile,
    private readonly eraser: PersonalEraser,
  ) {}

  // Each step may run twice: one that was killed is begun again. What comes in the way of one is in nobody else's.
  async execute({ run }: WorkTramitesCommand): Promise<TramitesResult | null> {
    const result: TramitesResult = { datos: 0, bajas: 0, aplazados: 0 };
    const had: string[] = [];
    if (run.simulacro) return null;
    for (let tramite; (tramite = await this.book.next(had));) {
      had.push(tramite.id);
      await run.checkpoint();
      try {
        if (tramite.tipo === 'datos') await this.writeDatos(tramite, run);
        else await this.erase(tramite, run);
        result[tramite.tipo === 'datos' ? 'datos' : 'bajas'] += 1;
      } catch (error) {
        if (run.signal.aborted) throw error;
        await this.putOff(tramite, error);
        result.aplazados += 1;
      }
    }
    return had.length === 0 ? null : result;
  }

  private async writeDatos(tramite: TramiteRow, run: PersonalRun): Promise<void> {
    const person = await this.book.person(tramite.usuario_id);
    await this.file.write(tramite, person, () => run.checkpoint());
    await this.book.finish(this.pool, tramite);
  }

  /** Erases, and once more when nobody can be at work any more who was let in before. */
  private async erase(tramite: TramiteRow, run: PersonalRun): Promise<void> {
    const { usuario_id: id, estado } = tramite;
    const whole = estado === 'comprobando';
    await this.eraser.erase(await this.book.person(id), run, whole);
    if (!whole) return this.book.checkLater(tramite);
    await inTransaction(this.pool, async (db) => {
      await this.book.finish(db, tramite);
      const objeto = { tipo: 'usuario', id };
      await Auditoria.add(db, contextOfActor(SISTEMA), { accion: 'usuario.baja-terminada', objeto });
    });
  }

  /** The words of an error may quote what goes: they are kept nowhere. */
  private async putOff(tramite: TramiteRow, error: unknown): Promise<void> {
    const problem = error instanceof DomainError ? error.code : (error as Error).constructor.name;
    this.logger.warn({ message: 'tramite-aplazado', id: tramite.id, problema: problem });
    await this.book.putOff(tramite, problem);
  }
}
