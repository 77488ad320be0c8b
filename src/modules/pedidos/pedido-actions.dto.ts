import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import { Instant, Integer, ListOf, OneOf, Text, Uuid } from '../../platform/validation/fields.js';
import { SearchPageInput } from '../../platform/validation/page.dto.js';
import { ESTADOS_PEDIDO } from './domain/moves.js';

/** The comercio's yes. */
export class PreparacionInput {
  /** Until it is ready. */
  @Integer({ min: 1, max: 100_000 })
  minutos!: number;
}

/** What the buyer shows when he fetches it. */
export class EntregaRetiroInput {
  @Text({ max: 10 })
  codigoRetiro!: string;
}

export const MOTIVOS_CANCELACION_PEDIDO = [
  'a_pedido',
  'sin_existencias',
  'comercio_cerrado',
  'direccion_incorrecta',
  'sospecha_de_fraude',
  'otro',
] as const;

/** Why it is not to be. */
export class CancelacionPedidoInput {
  @OneOf(MOTIVOS_CANCELACION_PEDIDO)
  motivo!: string;
}

export const ORDENES_PEDIDOS = ['-creado', 'creado'] as const;

/** Which pedidos, in which order. All that is asked must be met. */
export class ListPedidosInput extends SearchPageInput {
  /** Several: repeated, or with commas between them. */
  @IsOptional()
  @Transform(({ value }: { value: string | string[] }) => [
    ...new Set([value].flat().flatMap((text) => text.split(','))),
  ])
  @ListOf(ESTADOS_PEDIDO)
  estado?: string[];

  /** Id of the comercio. */
  @IsOptional()
  @Uuid()
  comercio?: string;

  /** Id of the cliente who bought. */
  @IsOptional()
  @Uuid()
  cliente?: string;

  /** Id of what was bought together. */
  @IsOptional()
  @Uuid()
  compra?: string;

  @IsOptional()
  @Instant()
  creadoDesde?: string;

  @IsOptional()
  @Instant({ notBefore: 'creadoDesde' })
  creadoHasta?: string;

  @IsOptional()
  @OneOf(ORDENES_PEDIDOS)
  orden?: (typeof ORDENES_PEDIDOS)[number];
}
