import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { ownId } from '../../modules/acceso/usuarios/own-id.js';
import type { Preferencias } from '../../modules/acceso/usuarios/preferencias.dto.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { ChangePreferenciasCommand } from './change-preferencias.command.js';

const UPDATE = 'UPDATE usuarios SET preferencias = $2 WHERE id = $1';

@CommandHandler(ChangePreferenciasCommand)
export class ChangePreferenciasHandler implements ICommandHandler<ChangePreferenciasCommand> {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  execute({ input, context }: ChangePreferenciasCommand): Promise<Preferencias> {
    const id = ownId(context);
    return inTransaction(this.pool, async (db) => {
      await db.query(UPDATE, [id, JSON.stringify(input.valores)]);
      const objeto = { tipo: 'usuario', id };
      await Auditoria.add(db, context, { accion: 'usuario.preferencias-cambiadas', objeto });
      return { valores: input.valores };
    });
  }
}
