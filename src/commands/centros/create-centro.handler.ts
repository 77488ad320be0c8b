import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { createUnique } from '../../platform/database/create-unique.js';
import { PrismaService } from '../../platform/idempotency/prisma-service.js';
import type { Centro } from '../../modules/centros/contract.js';
import { CreateCentroCommand } from './create-centro.command.js';

@CommandHandler(CreateCentroCommand)
export class CreateCentroHandler implements ICommandHandler<CreateCentroCommand> {
  constructor(private readonly prisma: PrismaService) {}

  // The same centro sent again, with or without a key, is the same centro.
  execute({ input, context }: CreateCentroCommand): Promise<Centro> {
    return this.prisma.once(context.key, (tx) =>
      createUnique(tx.centro, input, {
        id: true,
        nombre: true,
        codigo: true,
        ciudad: true,
        region: true,
        pais: true,
        lat: true,
        lon: true,
        version: true,
      }),
    );
  }
}
