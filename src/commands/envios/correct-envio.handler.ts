import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { ArchivedEnvios } from '../../modules/archivo/contract.js';
import { EnvioFinder } from '../../modules/envios/envio-finder.js';
import { factsVersion } from '../../modules/envios/domain/facts-version.js';
import { EnvioCorrector } from '../../modules/envios/envio-corrector.js';
import type { EnvioDetalle } from '../../modules/envios/envio.dto.js';
import { TrazaWriter } from '../../modules/trazas/contract.js';
import { ownerFor } from '../../platform/access/owner.js';
import { nameOf } from '../../platform/access/actor.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { assertMatches } from '../../platform/http/version-tag.js';
import { CorrectEnvioCommand } from './correct-envio.command.js';

@CommandHandler(CorrectEnvioCommand)
export class CorrectEnvioHandler implements ICommandHandler<CorrectEnvioCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly finder: EnvioFinder,
    private readonly archivados: ArchivedEnvios,
    private readonly trazas: TrazaWriter,
    private readonly corrector: EnvioCorrector,
  ) {}

  /**
   * Safe to repeat: what corrects nothing leaves nothing in the history. The lock keeps trazas of the envío out, so it cannot
   * leave meanwhile.
   *
   * @throws {DomainError} `envio-desconocido`, `version-distinta`, `envio-no-corregible`, `validacion`
   */
  async execute(command: CorrectEnvioCommand): Promise<EnvioDetalle> {
    const { codigo, change, context, ifMatch } = command;
    await this.finder.refuseForeign(this.pool, codigo, ownerFor(command));
    await this.archivados.bringBack(codigo);
    return inTransaction(this.pool, async (client) => {
      const envioId = (await this.trazas.lock(client, [codigo])).get(codigo);
      if (!envioId) throw new DomainError('envio-desconocido', { codigo });
      const before = await this.corrector.read(client, envioId);
      assertMatches(ifMatch, factsVersion(before));
      const fields = this.corrector.differences(before, change);
      if (fields.length === 0) return before;
      const { estado } = before;
      if (estado !== 'registrado') throw new DomainError('envio-no-corregible', { codigo, estado });
      await this.corrector.write(client, envioId, change, fields);
      const receivedAt = new Date().toISOString();
      const datos = { correccion: fields, por: nameOf(context.actor) };
      const traza = { idEvento: randomUUID(), tipo: 'nota', ocurridoEn: receivedAt, datos };
      await this.trazas.insert(client, [{ envioId, receivedAt, traza }]);
      await this.corrector.publish(client, before, fields);
      return this.corrector.read(client, envioId);
    });
  }
}
