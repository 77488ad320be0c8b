import { IsOptional } from 'class-validator';
import {
  exactly,
  Integer,
  Nested,
  NestedList,
  OneOf,
  Quantity,
  Text,
} from '../../platform/validation/fields.js';
import { Lector } from '../lectores/contract.js';
import { queueNames } from '../../platform/queues/queues.js';

const COUNT = { min: 0, max: Number.MAX_SAFE_INTEGER };

/** Jobs of a queue, by state. */
export class Trabajos {
  /** Waiting for a worker. */
  @Integer(COUNT)
  enEspera!: number;

  /** In a worker's hands. */
  @Integer(COUNT)
  activos!: number;

  /** For later: another try, or the next run of a schedule. */
  @Integer(COUNT)
  demorados!: number;

  /** Given up. */
  @Integer(COUNT)
  fallidos!: number;
}

/** How much of a queue was done per second, over the last minute. */
export class Drenaje {
  @Quantity()
  trabajosPorSegundo!: number;

  /** Only of queues that carry trazas. */
  @IsOptional()
  @Quantity()
  trazasPorSegundo!: number | null;
}

/** How a queue is doing. */
export class Cola {
  @OneOf(queueNames)
  nombre!: string;

  @Nested(() => Trabajos)
  trabajos!: Trabajos;

  /** Trazas that are not stored yet; an estimate above 1,000 jobs. Only of queues that carry trazas. */
  @IsOptional()
  @Integer(COUNT)
  trazas!: number | null;

  @Nested(() => Drenaje)
  drenaje!: Drenaje;

  /** Seconds to get done what is in it, at the speed of busy workers; null while that is not known. */
  @IsOptional()
  @Quantity()
  vaciadoS!: number | null;

  /** Seconds that the oldest job has been waiting for a worker; null if none waits. */
  @IsOptional()
  @Quantity()
  esperaMasLargaS!: number | null;

  /** Seconds since the oldest job that is not done came in or was due; null if there is none. */
  @IsOptional()
  @Quantity()
  retrasoS!: number | null;

  /** Worker processes that are alive. */
  @Integer(COUNT)
  workers!: number;
}

/** All queues. */
export class ListaColas {
  @NestedList(() => Cola, () => exactly(queueNames().length))
  datos!: Cola[];

  /** Those who read the log, each with how far it is behind. */
  @NestedList(() => Lector, { min: 0, max: 1_000 })
  lectores!: Lector[];

  /** Always null: there is one page. */
  @IsOptional()
  @Text({ max: 500 })
  siguiente!: null;
}
