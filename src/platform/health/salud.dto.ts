import { IsOptional } from 'class-validator';
import { Sometimes } from '../api-description/presence.js';
import { ListOf, OneOf } from '../validation/fields.js';

/** What may be away without being needed. */
export const AVISOS = ['replica-no-disponible'] as const;

/** A process that answers. */
export class Vida {
  @OneOf(['vivo'])
  estado!: 'vivo';
}

/** A process that is ready for requests. */
export class Disponibilidad {
  @OneOf(['listo'])
  estado!: 'listo';

  /** What is away without being needed. */
  @Sometimes()
  @IsOptional()
  @ListOf(AVISOS)
  avisos?: (typeof AVISOS)[number][];
}
