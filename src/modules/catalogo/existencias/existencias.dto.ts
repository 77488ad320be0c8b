import { IsOptional } from 'class-validator';
import { Field } from '../../../platform/validation/field-rule.js';
import { Integer, OneOf, Text, Uuid } from '../../../platform/validation/fields.js';

/** Why stock changes by hand. */
export const RAZONES_MOVIMIENTO = ['rotura', 'recepcion', 'inventario', 'devolucion'] as const;

const MAX = 1_000_000_000;

/** So many more or, if negative, less: not none. */
const Diferencia = () =>
  Field({
    schema: { type: 'integer', minimum: -MAX, maximum: MAX, not: { const: 0 } },
    check(value) {
      const isCount = Number.isInteger(value) && Math.abs(value as number) <= MAX && value !== 0;
      return isCount ? undefined : { code: 'diferencia', params: { max: MAX } };
    },
  });

/** A change of what is there of a producto. */
export class MovimientoInput {
  /** Pieces; negative for what is gone. */
  @Diferencia()
  cantidad!: number;

  @OneOf(RAZONES_MOVIMIENTO)
  razon!: string;

  @IsOptional()
  @Text({ max: 500 })
  nota?: string | null;
}

/** A change that was made, and what there is now. */
export class Movimiento {
  @Uuid()
  movimientoId!: string;

  @Integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
  fisicas!: number;

  @Integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
  reservadas!: number;

  @Integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
  disponibles!: number;
}
