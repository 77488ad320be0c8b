import { Controller, Get, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RotateLlavesCommand } from '../../../commands/acceso/rotate-llaves.command.js';
import { Context } from '../../../platform/access/context.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import { Runs } from '../../../platform/access/runs.js';
import { Acts, Reads } from '../../../platform/http/api-docs.js';
import { created } from '../../../platform/http/created.js';
import { GetLlavesQuery } from '../../../queries/acceso/get-llaves.query.js';
import { JuegoLlaves, LlaveNueva } from './llaves.dto.js';

const JWKS = '/.well-known/jwks.json';

@ApiTags('sesiones')
@Controller()
export class LlavesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get(JWKS)
  @Runs(GetLlavesQuery)
  @Reads({ summary: 'Lee las llaves con que se comprueban los tokens de acceso', answer: JuegoLlaves })
  list(@Context() context: RequestContext) {
    return this.queries.execute(new GetLlavesQuery(context));
  }

  @Post('v1/acceso/llaves')
  @Runs(RotateLlavesCommand)
  @Acts({ summary: 'Cambia la llave que firma los tokens de acceso', answer: LlaveNueva, status: 201 })
  async rotate(@Context() context: RequestContext, @Res({ passthrough: true }) reply: FastifyReply) {
    return created(reply, JWKS, await this.commands.execute(new RotateLlavesCommand(context)));
  }
}
