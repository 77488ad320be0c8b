import { IsOptional } from 'class-validator';
import { Sometimes } from '../../platform/api-description/presence.js';
import { Instant, ListOf, Nested, OneOf, Text, Uuid } from '../../platform/validation/fields.js';
import { Codigo } from '../codigos/contract.js';
import { CORRECTABLE } from '../envios/contract.js';
import { ESTADOS } from '../estados/contract.js';

/** What a change of an envío is: it was created, its estado or motivo changed, or something else of it did. */
export const TIPOS_CAMBIO = [
  'pe.trazo.envio.creado.v1',
  'pe.trazo.envio.estado-cambiado.v1',
  'pe.trazo.envio.actualizado.v1',
] as const;

/** What happens to an envío: a change, or what is a fact of its own. */
export const TIPOS_EVENTO = [...TIPOS_CAMBIO, 'pe.trazo.envio.corregido.v1'] as const;

export type TipoCambio = (typeof TIPOS_CAMBIO)[number];

/** Changes that the feed shows: the others are for those who follow an envío. */
export const FEED_TYPES = TIPOS_CAMBIO.slice(0, 2);

export type TipoEvento = (typeof TIPOS_EVENTO)[number];

/** What an event says of its envío. */
export class DatosEvento {
  @Uuid()
  id!: string;

  @Codigo()
  codigo!: string;

  /** This and what follows is missing in `actualizado`: what changed is to be read. */
  @Sometimes()
  @IsOptional()
  @Uuid()
  clienteId?: string;

  @Sometimes()
  @IsOptional()
  @OneOf(ESTADOS)
  estado?: string;

  /** Why it is in that estado. */
  @Sometimes()
  @IsOptional()
  @Text({ max: 100 })
  motivo?: string | null;

  /** Null for an envío that was created. */
  @Sometimes()
  @IsOptional()
  @OneOf(ESTADOS)
  estadoAnterior?: string | null;

  @Sometimes()
  @IsOptional()
  @Text({ max: 100 })
  motivoAnterior?: string | null;

  @Sometimes()
  @IsOptional()
  @Uuid()
  transportistaId?: string;

  /** When the traza happened that moved it last; null without any. */
  @Sometimes()
  @IsOptional()
  @Instant({ min: '1970-01-01T00:00:00Z' })
  ocurridoEn?: string | null;

  /** Where that was: as its traza says, or the name of its centro. Null where it is not known, or is in the archive. */
  @Sometimes()
  @IsOptional()
  @Text({ max: 500 })
  lugar?: string | null;

  /** Of `corregido` alone: names of the fields that were corrected. What is in them is to be read. */
  @Sometimes()
  @IsOptional()
  @ListOf(CORRECTABLE)
  campos?: string[];
}

/** Something that happened to an envío, as CloudEvents 1.0 words it (structured JSON). */
export class Evento {
  @OneOf(['1.0'])
  specversion!: '1.0';

  /** Also the cursor, and the `Last-Event-ID`, of what comes behind it. */
  @Text({ max: 500 })
  id!: string;

  @Text({ max: 100 })
  source!: string;

  @OneOf(TIPOS_EVENTO)
  type!: TipoEvento;

  /** Code of the envío. */
  @Codigo()
  subject!: string;

  /** When it was stored, just before it became visible. */
  @Instant({ min: '1970-01-01T00:00:00Z' })
  time!: string;

  @OneOf(['application/json'])
  datacontenttype!: 'application/json';

  @Nested(() => DatosEvento)
  data!: DatosEvento;
}
