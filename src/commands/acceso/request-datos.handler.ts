import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { toDatos } from '../../modules/acceso/personas/tramite-answers.js';
import { TramiteBook } from '../../modules/acceso/personas/tramite-book.js';
import type { TramiteDatos } from '../../modules/acceso/personas/tramite.dto.js';
import { TramiteStarter } from '../../modules/acceso/personas/tramite-starter.js';
import { ownId } from '../../modules/acceso/usuarios/own-id.js';
import { lockUsuario } from '../../modules/acceso/usuarios/usuario-row.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { RequestDatosCommand } from './request-datos.command.js';

@CommandHandler(RequestDatosCommand)
export class RequestDatosHandler implements ICommandHandler<RequestDatosCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly book: TramiteBook,
    private readonly starter: TramiteStarter,
  ) {}

  // Safe to repeat, as the GET that it is behind has to be: there is one file a day.
  /** @throws {DomainError} `recurso-desconocido`, `segundo-factor` */
  async execute({ context }: RequestDatosCommand): Promise<TramiteDatos> {
    const id = ownId(context);
    const tramite = await inTransaction(this.pool, async (db) => {
      await lockUsuario(db, id);
      const found = await this.book.findDatos(db, id);
      if (found) return found;
      const objeto = { tipo: 'usuario', id };
      await Auditoria.add(db, context, { accion: 'usuario.datos-pedidos', objeto });
      return this.book.add(db, 'datos', id);
    });
    if (tramite.estado !== 'completo') this.starter.start();
    return toDatos(tramite);
  }
}
