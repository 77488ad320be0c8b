import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CreateClienteCommand } from '../../commands/clientes/create-cliente.command.js';
import { Creates, Reads } from '../../platform/http/api-docs.js';
import { created } from '../../platform/http/created.js';
import { type IdempotencyKey, IdempotencyKeyHeader } from '../../platform/idempotency/idempotency-key.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { GetClienteQuery } from '../../queries/clientes/get-cliente.query.js';
import { Cliente, ClienteInput } from './contract.js';

@ApiTags('clientes')
@Controller('v1/clientes')
export class ClientesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Creates({ summary: 'Crea un cliente (remitente)', body: ClienteInput, answer: Cliente })
  async create(
    @Body() input: ClienteInput,
    @IdempotencyKeyHeader() key: IdempotencyKey | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const cliente = await this.commands.execute(new CreateClienteCommand(input, key));
    return created(reply, `/v1/clientes/${cliente.id}`, cliente);
  }

  @Get(':id')
  @Reads({ summary: 'Lee un cliente (remitente)', answer: Cliente })
  get(@Param('id', UuidPipe) id: string) {
    return this.queries.execute(new GetClienteQuery(id));
  }
}
