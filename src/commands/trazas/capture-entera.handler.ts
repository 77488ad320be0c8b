import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CapturaDoor } from '../../modules/trazas/captura-door.js';
import { GroupCommit } from '../../modules/trazas/group-commit.js';
import { captureOf, isOfDevice } from '../../modules/trazas/posted-by.js';
import { trazaInUtc } from '../../modules/trazas/traza-in-utc.js';
import { ownerFor } from '../../platform/access/owner.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CaptureEnteraCommand } from './capture-entera.command.js';
import { MAX_TRAZAS } from './capture-trazas.command.js';

@CommandHandler(CaptureEnteraCommand)
export class CaptureEnteraHandler implements ICommandHandler<CaptureEnteraCommand> {
  constructor(
    private readonly door: CapturaDoor,
    private readonly commit: GroupCommit,
  ) {}

  /** @throws {DomainError} `cola-saturada`, `cola-no-disponible`: nothing was acknowledged. */
  execute(command: CaptureEnteraCommand): Promise<string[]> {
    const { trazas, context } = command;
    const owner = ownerFor(command);
    const foreign = trazas.findIndex((traza) => !isOfDevice(traza, context.actor));
    if (foreign >= 0)
      throw DomainError.invalid([{ pointer: `#/${foreign}/dispositivoId`, code: 'dispositivo-ajeno' }]);
    const via = this.door.enter({ trazas: trazas.length });
    const captures = Array.from({ length: Math.ceil(trazas.length / MAX_TRAZAS) }, (_, part) =>
      captureOf(
        trazas.slice(part * MAX_TRAZAS, (part + 1) * MAX_TRAZAS).map(trazaInUtc),
        context.actor,
        owner,
      ),
    );
    return this.commit.captureWhole(captures, via);
  }
}
