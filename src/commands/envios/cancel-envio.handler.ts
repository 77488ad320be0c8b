import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { ArchivedEnvios } from '../../modules/archivo/contract.js';
import { EnvioFinder } from '../../modules/envios/envio-finder.js';
import { type Estado, ESTADOS_TERMINALES } from '../../modules/estados/contract.js';
import type { EnvioCancelado } from '../../modules/envios/envio.dto.js';
import { TrazaWriter } from '../../modules/trazas/contract.js';
import { ownerFor } from '../../platform/access/owner.js';
import { monthOfId } from '../../platform/database/month.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { definitionName } from '../../platform/read-models/ddl.js';
import { CancelEnvioCommand } from './cancel-envio.command.js';
import { ENVIOS_DETALLE } from '../../modules/estados/contract.js';

// $1: the envío, $2: the moment of the traza to come. It has to come after all that moved the envío, also after what a
// device with a fast clock dated ahead, or the fold would not end with it.
const selectState = (envioId: string) => `
  SELECT estado, greatest($2::timestamptz, ultima_traza_en + interval '1 ms') AS moment
  FROM ${definitionName(ENVIOS_DETALLE, monthOfId(envioId))} WHERE id = $1`;

const UNSTORABLE = { pointer: '#', code: 'no-se-puede-guardar' } as const;

@CommandHandler(CancelEnvioCommand)
export class CancelEnvioHandler implements ICommandHandler<CancelEnvioCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly finder: EnvioFinder,
    private readonly archivados: ArchivedEnvios,
    private readonly trazas: TrazaWriter,
  ) {}

  // Safe to repeat: cancelling a cancelled envío appends nothing.
  async execute(command: CancelEnvioCommand): Promise<EnvioCancelado> {
    const { codigo, input } = command;
    await this.finder.refuseForeign(this.pool, codigo, ownerFor(command));
    await this.archivados.bringBack(codigo);
    return inTransaction(this.pool, async (client) => {
      const envioId = (await this.trazas.lock(client, [codigo])).get(codigo);
      if (!envioId) throw new DomainError('envio-desconocido', { codigo });
      const receivedAt = new Date().toISOString();
      const { rows } = await client.query<{ estado: Estado; moment: string }>(selectState(envioId), [
        envioId,
        receivedAt,
      ]);
      const { estado, moment } = rows[0] as { estado: Estado; moment: string };
      if (estado === 'cancelado') return { codigo, estado };
      if (ESTADOS_TERMINALES.includes(estado)) throw new DomainError('envio-cerrado', { codigo, estado });
      const traza = { idEvento: randomUUID(), tipo: 'cancelado', motivo: input.motivo, ocurridoEn: moment };
      const [verdict] = await this.trazas.append(client, [{ envioId, receivedAt, traza }]);
      // A cancellation that nobody could read back has not been made.
      if (verdict?.letra !== 'a')
        throw new DomainError('validacion', { cuenta: 1 }, [UNSTORABLE], verdict?.detalle);
      return { codigo, estado: 'cancelado' };
    });
  }
}
