import { Command } from '@nestjs/cqrs';
import type { Ejecucion } from '../../modules/programaciones/ejecucion.dto.js';
import type { Language } from '../../platform/errors/problem-document.js';

/** Asks a run to stop: one that waits does at once, one under way at its next safe point. */
export class CancelEjecucionCommand extends Command<Ejecucion> {
  /** @param actor - Who asks for it. */
  constructor(
    readonly id: string,
    readonly actor: string,
    readonly language: Language,
  ) {
    super();
  }
}
