import { IsOptional } from 'class-validator';
import { Email, Text, Uuid } from '../../platform/validation/fields.js';

/** A cliente, as the API answers it. */
export class Cliente {
  @Uuid()
  id!: string;

  @Text({ max: 200 })
  nombre!: string;

  @IsOptional()
  @Text({ max: 40 })
  documento!: string | null;

  @IsOptional()
  @Email()
  email!: string | null;
}
