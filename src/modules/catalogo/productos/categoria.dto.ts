import { IsOptional } from 'class-validator';
import { FreeObject, Integer, NestedList, Text, Uuid } from '../../../platform/validation/fields.js';

/** A part of a catalogue. */
export class CategoriaInput {
  @Text({ max: 200 })
  nombre!: string;

  /** Its place in the menu. */
  @Integer({ min: -1_000_000, max: 1_000_000 })
  orden: number = 0;

  /** JSON Schema of the attributes of its productos. */
  @IsOptional()
  @FreeObject({ maxBytes: 16_384 })
  esquema?: Record<string, unknown> | null;
}

/** A part of a catalogue, as the API answers it. */
export class Categoria {
  @Uuid()
  comercioId!: string;

  @Text({ max: 60 })
  codigo!: string;

  @Text({ max: 200 })
  nombre!: string;

  @Integer({ min: -1_000_000, max: 1_000_000 })
  orden!: number;

  @IsOptional()
  @FreeObject()
  esquema!: Record<string, unknown> | null;

  @Integer({ min: 1, max: 2_147_483_647 })
  version!: number;
}

/** All categorías of a comercio. */
export class ListaCategorias {
  @NestedList(() => Categoria, { min: 0, max: 10_000 })
  datos!: Categoria[];

  /** Always null: there is one page. */
  @IsOptional()
  @Text({ max: 500 })
  siguiente!: null;
}
