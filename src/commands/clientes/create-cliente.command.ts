import { Command } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Email, Text } from '../../platform/validation/fields.js';
import type { IdempotencyKey } from '../../platform/idempotency/idempotency-key.js';
import type { Cliente } from '../../modules/clientes/contract.js';

/** A cliente: who sends envíos. */
export class CreateClienteInput {
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

/** Creates un cliente (remitente). */
export class CreateClienteCommand extends Command<Cliente> {
  constructor(
    readonly input: CreateClienteInput,
    readonly key?: IdempotencyKey,
  ) {
    super();
  }
}
