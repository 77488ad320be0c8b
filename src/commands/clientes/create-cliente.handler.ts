import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { PrismaService } from '../../platform/idempotency/prisma-service.js';
import type { Cliente } from '../../modules/clientes/contract.js';
import { CreateClienteCommand } from './create-cliente.command.js';

@CommandHandler(CreateClienteCommand)
export class CreateClienteHandler implements ICommandHandler<CreateClienteCommand> {
  constructor(private readonly prisma: PrismaService) {}

  execute({ input, context }: CreateClienteCommand): Promise<Cliente> {
    const data = { id: uuidV7(), ...input };
    return this.prisma.once(context.key, (tx) =>
      tx.cliente.create({
        data,
        select: { id: true, nombre: true, documento: true, email: true, version: true },
      }),
    );
  }
}
