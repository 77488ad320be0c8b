import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CreateTransportistaCommand } from '../../commands/transportistas/create-transportista.command.js';
import { Creates, Reads } from '../../platform/http/api-docs.js';
import { created } from '../../platform/http/created.js';
import { type IdempotencyKey, IdempotencyKeyHeader } from '../../platform/idempotency/idempotency-key.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { GetTransportistaQuery } from '../../queries/transportistas/get-transportista.query.js';
import { Transportista, TransportistaInput } from './contract.js';

@ApiTags('transportistas')
@Controller('v1/transportistas')
export class TransportistasController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Creates({ summary: 'Crea un transportista', body: TransportistaInput, answer: Transportista })
  async create(
    @Body() input: TransportistaInput,
    @IdempotencyKeyHeader() key: IdempotencyKey | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const transportista = await this.commands.execute(new CreateTransportistaCommand(input, key));
    return created(reply, `/v1/transportistas/${transportista.id}`, transportista);
  }

  @Get(':id')
  @Reads({ summary: 'Lee un transportista', answer: Transportista })
  get(@Param('id', UuidPipe) id: string) {
    return this.queries.execute(new GetTransportistaQuery(id));
  }
}
