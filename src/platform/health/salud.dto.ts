import { IsOptional } from 'class-validator';
import { Sometimes } from '../api-description/presence.js';
import { ListOf, OneOf } from '../validation/fields.js';

/** What may be away, late, or closed for a while, without being needed. */
export const AVISOS = [
  'replica-no-disponible',
  'refresco-atrasado',
  'cola-trazas-cerrada',
  'cola-trazas-sueltas-cerrada',
] as const;

export type Aviso = (typeof AVISOS)[number];

/** A process that answers. */
export class Vida {
  @OneOf(['vivo'])
  estado!: 'vivo';
}

/** A process that is ready for requests. */
export class Disponibilidad {
  @OneOf(['listo'])
  estado!: 'listo';

  /** What is away, late, or takes nothing for a while, without being needed. */
  @Sometimes()
  @IsOptional()
  @ListOf(AVISOS)
  avisos?: Aviso[];
}
