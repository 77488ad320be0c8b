import { Command } from '@nestjs/cqrs';
import type { Rechazo } from '../../modules/trazas/rechazo.dto.js';

/** Tries to store a dead letter again. Answers it as it stands then. */
export class ReprocessRechazoCommand extends Command<Rechazo> {
  /** @param actor - Who asks for it. */
  constructor(
    readonly id: string,
    readonly actor: string,
  ) {
    super();
  }
}
