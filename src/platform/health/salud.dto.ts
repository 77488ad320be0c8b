import { IsOptional } from 'class-validator';
import { Sometimes } from '../api-description/presence.js';
import { guardedQueues, type QueueName } from '../queues/queues.js';
import { ListOf, OneOf } from '../validation/fields.js';

/** What may be away, late, or closed for a while, without being needed. */
const avisos = (): Aviso[] => [
  'replica-no-disponible',
  'refresco-atrasado',
  ...guardedQueues().map(({ name }): Aviso => `cola-${name}-cerrada`),
];

export type Aviso = 'replica-no-disponible' | 'refresco-atrasado' | `cola-${QueueName}-cerrada`;

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
  @ListOf(avisos)
  avisos?: Aviso[];
}
