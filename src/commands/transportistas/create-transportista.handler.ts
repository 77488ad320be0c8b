import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { createUnique } from '../../platform/database/create-unique.js';
import { PrismaService } from '../../platform/idempotency/prisma-service.js';
import type { Transportista } from '../../modules/transportistas/contract.js';
import { CreateTransportistaCommand } from './create-transportista.command.js';

@CommandHandler(CreateTransportistaCommand)
export class CreateTransportistaHandler implements ICommandHandler<CreateTransportistaCommand> {
  constructor(private readonly prisma: PrismaService) {}

  // The same transportista sent again, with or without a key, is the same transportista.
  execute({ input, context }: CreateTransportistaCommand): Promise<Transportista> {
    return this.prisma.once(context.key, (tx) =>
      createUnique(tx.transportista, input, { id: true, nombre: true, codigo: true, version: true }),
    );
  }
}
