import { IsOptional } from 'class-validator';
import { Email, Text, Uuid } from '../../platform/validation/fields.js';

/** A cliente: who sends envíos. */
export class ClienteInput {
  @Text({ max: 200 })
  nombre!: string;

  /** Tax or identity document. */
  @IsOptional()
  @Text({ max: 40 })
  documento?: string | null;

  @IsOptional()
  @Email()
  email?: string | null;
}

/** A cliente, as the API answers it. */
export class Cliente extends ClienteInput {
  @Uuid()
  id!: string;
}
