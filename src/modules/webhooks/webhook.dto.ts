import { IsOptional } from 'class-validator';
import {
  Flag,
  Instant,
  Integer,
  NestedList,
  Omissible,
  OneOf,
  Text,
  Uuid,
} from '../../platform/validation/fields.js';
import { PageInput } from '../../platform/validation/page.dto.js';
import { TypePatterns } from '../eventos/contract.js';

/** Why we turned a webhook off. */
export const RAZONES = ['respondio-410', 'sin-respuesta', 'sin-derechos'] as const;
export type Razon = (typeof RAZONES)[number];

/** A webhook that is wanted: where what happens is sent, and what of it. */
export class WebhookInput {
  /** Https. */
  @Text({ max: 2_000 })
  url!: string;

  /** Types of events, or patterns of types. */
  @TypePatterns()
  tipos!: string[];

  @IsOptional()
  @Text({ max: 500 })
  descripcion?: string | null;

  @Omissible()
  @Flag()
  activo: boolean = true;
}

/** What is to change of it; what is left out stays. */
export class WebhookCambio {
  @Omissible()
  @Text({ max: 2_000 })
  url?: string;

  @Omissible()
  @TypePatterns()
  tipos?: string[];

  @IsOptional()
  @Text({ max: 500 })
  descripcion?: string | null;

  @Omissible()
  @Flag()
  activo?: boolean;
}

/** A webhook, without its secret. */
export class Webhook {
  @Uuid()
  id!: string;

  @Text({ max: 2_000 })
  url!: string;

  @TypePatterns()
  tipos!: string[];

  @IsOptional()
  @Text({ max: 500 })
  descripcion!: string | null;

  @Flag()
  activo!: boolean;

  /** Why we turned it off; null if we did not. */
  @IsOptional()
  @OneOf(RAZONES)
  razon!: Razon | null;

  /** Since when nothing got through; null while it does. */
  @IsOptional()
  @Instant()
  fallaDesde!: string | null;

  @Instant()
  creadoEn!: string;

  @Integer({ min: 1, max: 2_147_483_647 })
  version!: number;
}

/** A webhook with its secret, which is shown this once. */
export class WebhookCreado extends Webhook {
  /** `whsec_…`, as libraries of Standard Webhooks take it. */
  @Text({ max: 200 })
  secreto!: string;
}

/** A page of them. */
export class PaginaWebhooks {
  @NestedList(() => Webhook, { min: 0, max: 200 })
  datos!: Webhook[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}

/** What becomes of the secret that a webhook has had. */
export class RotacionWebhookInput {
  /** Until when it signs too; 24 hours from now if left out. */
  @IsOptional()
  @Instant({ hoursAhead: 24 * 31 })
  anteriorHasta?: string | null;
}

/** From where on what happened is sent once more. */
export class ReenvioWebhookInput {
  /** Id of an event, behind which it begins; or an instant, RFC 3339, at which it begins. */
  @Text({ max: 500 })
  desde!: string;
}

/** One time that something was sent. */
export class Intento {
  @Uuid()
  id!: string;

  /** Id of the event, which is the header `webhook-id`. */
  @Text({ max: 500 })
  eventoId!: string;

  @Text({ max: 100 })
  tipo!: string;

  /** Which try at this event it was. */
  @Integer({ min: 1, max: 1_000 })
  intento!: number;

  @Instant()
  empezadoEn!: string;

  @Integer({ min: 0, max: 2_147_483_647 })
  duracionMs!: number;

  /** Status of the answer; null when none came. */
  @IsOptional()
  @Integer({ min: 100, max: 999 })
  respuesta!: number | null;

  /** Why it did not get through; null if it did. */
  @IsOptional()
  @Text({ max: 500 })
  error!: string | null;
}

/** A page of them. */
export class PaginaIntentos {
  @NestedList(() => Intento, { min: 0, max: 200 })
  datos!: Intento[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}

/** Which of them. */
export class ListIntentosInput extends PageInput {
  /** Only those that got through, or only those that did not. */
  @IsOptional()
  @OneOf(['entregado', 'fallido'])
  resultado?: 'entregado' | 'fallido';
}
