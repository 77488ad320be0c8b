import { IsOptional } from 'class-validator';
import { Field } from '../../../platform/validation/field-rule.js';
import { Integer, OneOf, Text } from '../../../platform/validation/fields.js';
import { QueryInteger, SearchPageInput } from '../../../platform/validation/page.dto.js';
import { TIPOS_COMERCIO } from './comercio.dto.js';

/** Orders of the list of comercios: the newest first, or the nearest. */
export const ORDENES_COMERCIOS = ['-creado', 'distancia'] as const;

const FORM = '^-?[0-9]{1,2}(?:\\.[0-9]{1,15})?,-?[0-9]{1,3}(?:\\.[0-9]{1,15})?$';

/** A position in a query string, or undefined for what is none. */
export function positionOf(text: string): [lat: number, lon: number] | undefined {
  const [lat, lon] = text.split(',').map(Number) as [number, number];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lat, lon] : undefined;
}

/** A position in a query string: latitude and longitude in degrees, `-12.04,-77.03`. */
const Position = () =>
  Field({
    schema: { type: 'string', pattern: FORM, examples: ['-12.04,-77.03'] },
    partial: true,
    check: (value) =>
      typeof value === 'string' && new RegExp(FORM, 'u').test(value) && positionOf(value)
        ? undefined
        : { code: 'posicion' },
  });

/** Which comercios, in which order. All that is asked must be met. */
export class ListComerciosInput extends SearchPageInput {
  @IsOptional()
  @Position()
  cerca?: string;

  /** Metres around `cerca`. */
  @QueryInteger()
  @Integer({ min: 1, max: 100_000 })
  radioM: number = 10_000;

  @IsOptional()
  @Text({ max: 60 })
  cocina?: string;

  @IsOptional()
  @OneOf(TIPOS_COMERCIO)
  tipo?: string;

  /** `true`: those alone that take pedidos at this moment. */
  @IsOptional()
  @OneOf(['true', 'false'])
  abierto?: 'true' | 'false';

  @IsOptional()
  @OneOf(ORDENES_COMERCIOS)
  orden?: (typeof ORDENES_COMERCIOS)[number];
}
