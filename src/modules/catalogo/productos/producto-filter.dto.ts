import { IsOptional } from 'class-validator';
import { Integer, OneOf, Text, Uuid } from '../../../platform/validation/fields.js';
import { QueryInteger, SearchPageInput } from '../../../platform/validation/page.dto.js';
import { MAX_MONTO } from '../../dinero/contract.js';

/** Which productos. All that is asked must be met. */
export class ListProductosInput extends SearchPageInput {
  /** Id of the comercio. */
  @IsOptional()
  @Uuid()
  comercio?: string;

  /** Codigo of the categoría. */
  @IsOptional()
  @Text({ max: 60 })
  categoria?: string;

  /** Minor units. */
  @IsOptional()
  @QueryInteger()
  @Integer({ min: 0, max: MAX_MONTO })
  precioMin?: number;

  /** Minor units. */
  @IsOptional()
  @QueryInteger()
  @Integer({ min: 0, max: MAX_MONTO })
  precioMax?: number;

  /** `true`: those alone that can be bought at this moment, with stock where it is counted. */
  @IsOptional()
  @OneOf(['true', 'false'])
  disponible?: 'true' | 'false';
}
