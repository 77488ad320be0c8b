import { Command } from '@nestjs/cqrs';
import type { FiltroRechazos, Reproceso } from '../../modules/trazas/rechazo.dto.js';

/** Tries to store the open dead letters that a filter names again, up to a thousand of them. */
export class ReprocessRechazosCommand extends Command<Reproceso> {
  /** @param actor - Who asks for it. */
  constructor(
    readonly filter: FiltroRechazos,
    readonly actor: string,
  ) {
    super();
  }
}
