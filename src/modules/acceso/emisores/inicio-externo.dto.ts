import { IsOptional } from 'class-validator';
import { Text } from '../../../platform/validation/fields.js';

/** How somebody goes to an outside issuer. */
export class InicioExternoInput {
  /** The page that it ends at; left out, an answer in JSON. */
  @IsOptional()
  @Text({ max: 2_000 })
  retorno?: string | null;
}

/** What an issuer sends somebody back with; it may say more. */
export class RegresoInput {
  @Text({ max: 200 })
  state!: string;

  @IsOptional()
  @Text({ max: 4_000 })
  code?: string;

  /** Why there is no code. */
  @IsOptional()
  @Text({ max: 200 })
  error?: string;
}
