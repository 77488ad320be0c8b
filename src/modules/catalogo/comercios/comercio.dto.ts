import { IsOptional } from 'class-validator';
import { Sometimes } from '../../../platform/api-description/presence.js';
import { TimeZone } from '../../../platform/schedules/schedule-fields.js';
import {
  Flag,
  FreeObject,
  Instant,
  Integer,
  Nested,
  NestedList,
  Omissible,
  OneOf,
  Phone,
  Text,
  Uuid,
} from '../../../platform/validation/fields.js';
import { Dinero, Moneda } from '../../dinero/contract.js';
import { Direccion } from '../../envios/contract.js';
import { Excepcion, Horario } from './horario.dto.js';

export const TIPOS_COMERCIO = ['restaurante', 'tienda'] as const;

/** Where a comercio delivers, and for how much. */
export class ReglasEntrega {
  /** Metres around the comercio; null for the whole country, or for a polygon. */
  @IsOptional()
  @Integer({ min: 1, max: 20_000_000 })
  radioM?: number | null;

  /** GeoJSON `Polygon`, in place of a radius. */
  @IsOptional()
  @FreeObject({ maxBytes: 65_536 })
  poligono?: Record<string, unknown> | null;

  @Nested(() => Dinero)
  tarifa!: Dinero;

  /** Least that the lines of a pedido have to come to. */
  @IsOptional()
  @Nested(() => Dinero)
  minimo?: Dinero | null;
}

/** A new comercio. */
export class ComercioInput {
  @Text({ max: 200 })
  nombre!: string;

  /** The cliente that it is. */
  @Uuid()
  clienteId!: string;

  /** Who carries for it. */
  @Uuid()
  transportistaId!: string;

  /** Seconds that it has to accept a pedido. */
  @Integer({ min: 10, max: 604_800 })
  aceptacionS: number = 300;

  @OneOf(TIPOS_COMERCIO)
  tipo!: string;

  @IsOptional()
  @Text({ max: 60 })
  cocina?: string | null;

  @IsOptional()
  @Text({ max: 2_000 })
  descripcion?: string | null;

  @IsOptional()
  @Phone()
  telefono?: string | null;

  @Moneda()
  moneda!: string;

  @Integer({ min: 0, max: 1_000 })
  impuestoPorMil!: number;

  @Flag()
  preciosConImpuesto!: boolean;

  @TimeZone()
  zona!: string;

  @Nested(() => Direccion)
  direccion!: Direccion;

  @NestedList(() => Horario, { min: 0, max: 50 })
  horarios!: Horario[];

  @Nested(() => ReglasEntrega)
  entrega!: ReglasEntrega;
}

/** What of a comercio changes; what is left out stays. */
export class ComercioCambio {
  @Omissible()
  @Text({ max: 200 })
  nombre?: string;

  @Omissible()
  @Uuid()
  transportistaId?: string;

  @Omissible()
  @Integer({ min: 10, max: 604_800 })
  aceptacionS?: number;

  @IsOptional()
  @Text({ max: 60 })
  cocina?: string | null;

  @IsOptional()
  @Text({ max: 2_000 })
  descripcion?: string | null;

  @IsOptional()
  @Phone()
  telefono?: string | null;

  @Omissible()
  @Integer({ min: 0, max: 1_000 })
  impuestoPorMil?: number;

  @Omissible()
  @Flag()
  preciosConImpuesto?: boolean;

  @Omissible()
  @TimeZone()
  zona?: string;

  @Omissible()
  @Nested(() => Direccion)
  direccion?: Direccion;

  @Omissible()
  @NestedList(() => Horario, { min: 0, max: 50 })
  horarios?: Horario[];

  @Omissible()
  @Nested(() => ReglasEntrega)
  entrega?: ReglasEntrega;
}

/** Whether a comercio takes pedidos. */
export class DisponibilidadComercio {
  @Flag()
  aceptaPedidos!: boolean;

  /** Until when it takes none; until it says otherwise if null. */
  @IsOptional()
  @Instant()
  hasta?: string | null;
}

/** A comercio, as the API answers it. */
export class Comercio extends ComercioInput {
  @Uuid()
  id!: string;

  @NestedList(() => Excepcion, { min: 0, max: 366 })
  excepciones!: Excepcion[];

  /** Whether it takes pedidos at this moment: by its hours, and unless it is paused. */
  @Flag()
  abierto!: boolean;

  @Flag()
  aceptaPedidos!: boolean;

  @IsOptional()
  @Instant()
  pausadoHasta!: string | null;

  /** Metres from the place that was asked for. */
  @Sometimes()
  @Integer({ min: 0, max: 20_100_000 })
  distanciaM?: number;

  @Integer({ min: 1, max: 2_147_483_647 })
  version!: number;

  @Instant()
  creadoEn!: string;
}

/** A page of comercios. */
export class PaginaComercios {
  @NestedList(() => Comercio, { min: 0, max: 200 })
  datos!: Comercio[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}
