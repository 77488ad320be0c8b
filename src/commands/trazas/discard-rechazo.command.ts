import { Command } from '@nestjs/cqrs';
import type { Rechazo } from '../../modules/trazas/rechazo.dto.js';

/** Closes a dead letter for good. It stays, with who did it, when and why. */
export class DiscardRechazoCommand extends Command<Rechazo> {
  /** @param actor - Who asks for it. */
  constructor(
    readonly id: string,
    readonly motivo: string,
    readonly actor: string,
  ) {
    super();
  }
}
