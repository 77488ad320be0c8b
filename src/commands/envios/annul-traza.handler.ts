import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { ArchivedEnvios } from '../../modules/archivo/contract.js';
import { EnvioFinder } from '../../modules/envios/envio-finder.js';
import type { TrazaAnulada } from '../../modules/envios/envio.dto.js';
import { type TrazaSinCodigo, TrazaAnnuller, TrazaWriter } from '../../modules/trazas/contract.js';
import { ownerFor } from '../../platform/access/owner.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { AnnulTrazaCommand } from './annul-traza.command.js';

@CommandHandler(AnnulTrazaCommand)
export class AnnulTrazaHandler implements ICommandHandler<AnnulTrazaCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly finder: EnvioFinder,
    private readonly archivados: ArchivedEnvios,
    private readonly trazas: TrazaWriter,
    private readonly annuller: TrazaAnnuller,
  ) {}

  // Safe to repeat: the first razon stands, and a correction that is stored already is a duplicate. An annulment that
  // comes before its traza is refused: there is nothing to say yet, and whoever annuls has seen the traza.
  async execute(command: AnnulTrazaCommand): Promise<TrazaAnulada> {
    const { codigo, idEvento, input } = command;
    const corrections = input.correcciones ?? [];
    refuseItself(corrections, idEvento);
    await this.finder.refuseForeign(this.pool, codigo, ownerFor(command));
    await this.archivados.bringBack(codigo);
    return inTransaction(this.pool, async (client) => {
      const envioId = (await this.trazas.lock(client, [codigo])).get(codigo);
      if (!envioId) throw new DomainError('envio-desconocido', { codigo });
      const annulment = await this.annuller.annul(client, { envioId, idEvento, razon: input.razon });
      if (!annulment) throw new DomainError('traza-desconocida', { codigo, idEvento });
      const receivedAt = new Date().toISOString();
      const rows = corrections.map((traza) => ({ envioId, receivedAt, traza }));
      const verdicts = await this.trazas.append(client, rows);
      refuseImpossible(verdicts);
      const stored = corrections.filter((_, index) => verdicts[index]?.letra === 'a');
      await this.annuller.addCorrections(client, annulment.id, stored);
      await this.annuller.publish(client, envioId);
      return {
        codigo,
        idEvento,
        razon: annulment.razon,
        anuladaEn: annulment.anuladaEn,
        correcciones: corrections.map((correction, index) => ({
          idEvento: correction.idEvento,
          resultado: verdicts[index]?.letra === 'a' ? 'aplicada' : 'duplicada',
        })),
      };
    });
  }
}

/** @throws {DomainError} `validacion` for a correction that is the event it corrects. */
function refuseItself(corrections: readonly TrazaSinCodigo[], idEvento: string): void {
  const index = corrections.findIndex((correction) => correction.idEvento.toLowerCase() === idEvento);
  if (index >= 0)
    throw DomainError.invalid([{ pointer: `#/correcciones/${index}/idEvento`, code: 'mismo-evento' }]);
}

/** @throws {DomainError} `validacion` for corrections that the database refused; nothing of the request is kept. */
function refuseImpossible(verdicts: readonly { letra: string }[]): void {
  const refused = verdicts.flatMap(({ letra }, index) => (letra === 'r' ? [index] : []));
  if (refused.length > 0)
    throw DomainError.invalid(
      refused.map((index) => ({ pointer: `#/correcciones/${index}`, code: 'no-se-puede-guardar' })),
    );
}
