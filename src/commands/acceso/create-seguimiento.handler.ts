import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { SeguimientoCreado } from '../../modules/acceso/seguimiento/seguimiento.dto.js';
import { EnvioFinder } from '../../modules/envios/contract.js';
import { newToken } from '../../modules/acceso/sesiones/secret-token.js';
import { nameOf } from '../../platform/access/actor.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { ownerFor } from '../../platform/access/owner.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { publicUrl } from '../../platform/config/public-url.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { onceWithSecret } from '../../platform/idempotency/once.js';
import { CreateSeguimientoCommand } from './create-seguimiento.command.js';

const ADD = `
  INSERT INTO seguimientos (id, huella, codigo, creado_por, expira_en)
  VALUES ($1, $2, $3, $4, coalesce($5::timestamptz, now() + interval '60 days'))
  RETURNING id, expira_en AS "expiraEn"`;

@CommandHandler(CreateSeguimientoCommand)
export class CreateSeguimientoHandler implements ICommandHandler<CreateSeguimientoCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(CONFIG) private readonly config: Config,
    private readonly envios: EnvioFinder,
  ) {}

  /** @throws {DomainError} `envio-desconocido`, `validacion`, `secreto-ya-entregado` */
  async execute(command: CreateSeguimientoCommand): Promise<SeguimientoCreado> {
    const { codigo, input, context } = command;
    if (input.expiraEn && Date.parse(input.expiraEn) <= Date.now())
      throw DomainError.invalid([{ pointer: '#/expiraEn', code: 'fecha-pasada' }]);
    return inTransaction(this.pool, (db) =>
      onceWithSecret(db, context.key, async () => {
        await this.envios.findOrThrow(codigo, ownerFor(command), db);
        const { token, huella } = newToken();
        const values = [uuidV7(), huella, codigo, nameOf(context.actor), input.expiraEn ?? null];
        const { rows } = await db.query<{ id: string; expiraEn: string }>(ADD, values);
        const { id, expiraEn } = rows[0] as { id: string; expiraEn: string };
        const objeto = { tipo: 'envio', id: codigo };
        await Auditoria.add(db, context, { accion: 'seguimiento.creado', objeto, despues: { id, expiraEn } });
        return { id, token, url: publicUrl(this.config, `/v1/seguimiento/${token}`), expiraEn };
      }),
    );
  }
}
