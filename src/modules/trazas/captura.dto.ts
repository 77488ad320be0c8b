import { IsOptional } from 'class-validator';
import { Sometimes } from '../../platform/api-description/presence.js';
import type { FieldError } from '../../platform/errors/field-errors.js';
import { describeField, type Language } from '../../platform/errors/problem-document.js';
import {
  Flag,
  Instant,
  Integer,
  Nested,
  NestedList,
  OneOf,
  Text,
  Uuid,
} from '../../platform/validation/fields.js';
import { RAZONES_RECHAZO, RESULTADOS } from './verdict.js';

/** A traza that was not taken in, and why. */
export interface TrazaRefused {
  /** Its index in the request. */
  indice: number;
  idEvento: string | null;
  /** Of all that is wrong with it, at least the first. */
  fields: readonly FieldError[];
  /** Faults that are not told. */
  omitted: number;
}

/** What the capture of a request came to. */
export interface CapturaOutcome {
  capturaId: string;
  /** Trazas that are on disk. */
  aceptadas: number;
  rechazadas: TrazaRefused[];
}

/** What is wrong with one field, as a problem document says it. */
export class ErrorDeCampo {
  @Text({ max: 500 })
  pointer!: string;

  @Text({ max: 60 })
  code!: string;

  @Text({ max: 2_000 })
  detail!: string;
}

/** A traza of a request that was not taken in. */
export class TrazaRechazada {
  /** Its index in the request. */
  @Integer({ min: 0, max: 999 })
  indice!: number;

  @IsOptional()
  @Text({ max: 1_000 })
  idEvento!: string | null;

  @NestedList(() => ErrorDeCampo, { min: 1, max: 100 })
  errors!: ErrorDeCampo[];

  /** How many more there are. */
  @Sometimes()
  @IsOptional()
  @Integer({ min: 1, max: 1_000_000 })
  erroresOmitidos?: number;
}

const RESULTADO = [...new Set(Object.values(RESULTADOS))];

/** What became of one event of a capture. */
export class TrazaDeRecibo {
  @Uuid()
  idEvento!: string;

  @OneOf(RESULTADO)
  resultado!: (typeof RESULTADO)[number];

  /** Why it was rejected. */
  @IsOptional()
  @OneOf(RAZONES_RECHAZO)
  problema!: string | null;

  /** Only of a duplicate that does not say what is stored under its idEvento: what is stored stands. */
  @Sometimes()
  @IsOptional()
  @Flag()
  contenidoDistinto?: boolean;
}

/** The receipt of a capture. */
export class Recibo {
  @Text({ max: 100 })
  id!: string;

  /** `completa` when no event is pending. */
  @OneOf(['pendiente', 'completa'])
  estado!: 'pendiente' | 'completa';

  /** When it was stored, or later, when something of it that waited was; null while it is in the queue. */
  @IsOptional()
  @Instant({ min: '1970-01-01T00:00:00Z' })
  aplicadaEn!: string | null;

  @Integer({ min: 1, max: 1_000 })
  total!: number;

  @Integer({ min: 0, max: 1_000 })
  aplicadas!: number;

  @Integer({ min: 0, max: 1_000 })
  duplicadas!: number;

  @Integer({ min: 0, max: 1_000 })
  rechazadas!: number;

  /** Only of a `todo-o-nada` that was refused: the first traza because of which nothing of it was stored. */
  @Sometimes()
  @IsOptional()
  @Integer({ min: 0, max: 999 })
  anuladaPor?: number;

  @NestedList(() => TrazaDeRecibo, { min: 1, max: 1_000 })
  eventos!: TrazaDeRecibo[];
}

/** The answer to a capture: what is named in `aceptadas` is on disk. */
export class Captura {
  /** Id of the receipt, `/v1/capturas/<id>`. */
  @Text({ max: 100 })
  capturaId!: string;

  @Integer({ min: 1, max: 1_000 })
  aceptadas!: number;

  @NestedList(() => TrazaRechazada, { min: 0, max: 999 })
  rechazadas!: TrazaRechazada[];

  /** Only with `esperar`: the receipt once every event has a verdict, or null if that took longer. */
  @Sometimes()
  @IsOptional()
  @Nested(() => Recibo)
  recibo?: Recibo | null;
}

/** An outcome in the caller's language. */
export function toCaptura({ rechazadas, ...rest }: CapturaOutcome, language: Language): Captura {
  const describe = ({ fields, omitted, ...event }: TrazaRefused): TrazaRechazada => ({
    ...event,
    errors: fields.map((field) => describeField(field, language)),
    ...(omitted > 0 && { erroresOmitidos: omitted }),
  });
  return { ...rest, rechazadas: rechazadas.map(describe) };
}
