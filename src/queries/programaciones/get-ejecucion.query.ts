import { Query } from '@nestjs/cqrs';
import type { Ejecucion } from '../../modules/programaciones/ejecucion.dto.js';
import type { Language } from '../../platform/errors/problem-document.js';

/** A run. */
export class GetEjecucionQuery extends Query<Ejecucion> {
  constructor(
    readonly id: string,
    readonly language: Language,
  ) {
    super();
  }
}
