import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CapturaDoor } from '../../modules/trazas/captura-door.js';
import { GroupCommit } from '../../modules/trazas/group-commit.js';
import { trazaInUtc } from '../../modules/trazas/traza-in-utc.js';
import { CaptureEnteraCommand } from './capture-entera.command.js';
import { MAX_TRAZAS } from './capture-trazas.command.js';

@CommandHandler(CaptureEnteraCommand)
export class CaptureEnteraHandler implements ICommandHandler<CaptureEnteraCommand> {
  constructor(
    private readonly door: CapturaDoor,
    private readonly commit: GroupCommit,
  ) {}

  /** @throws {DomainError} `cola-saturada`, `cola-no-disponible`: nothing was acknowledged. */
  execute({ trazas }: CaptureEnteraCommand): Promise<string[]> {
    const via = this.door.enter({ trazas: trazas.length });
    const captures = Array.from({ length: Math.ceil(trazas.length / MAX_TRAZAS) }, (_, part) =>
      trazas.slice(part * MAX_TRAZAS, (part + 1) * MAX_TRAZAS).map(trazaInUtc),
    );
    return this.commit.captureWhole(captures, via);
  }
}
