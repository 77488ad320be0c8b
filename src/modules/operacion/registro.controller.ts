import { Body, Controller, Delete, Get, Put } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { SetNivelRegistroCommand } from '../../commands/operacion/set-nivel-registro.command.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Runs } from '../../platform/access/runs.js';
import { Acts, Reads } from '../../platform/http/api-docs.js';
import { GetNivelRegistroQuery } from '../../queries/operacion/get-nivel-registro.query.js';
import { NivelRegistro, NivelRegistroInput } from './nivel-registro.dto.js';

@ApiTags('operacion')
@Controller('v1/registro/nivel')
export class RegistroController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Runs(GetNivelRegistroQuery)
  @Reads({ summary: 'Dice qué nivel del registro se pidió, y hasta cuándo', answer: NivelRegistro })
  get(@Context() context: RequestContext) {
    return this.queries.execute(new GetNivelRegistroQuery(context));
  }

  @Put()
  @Runs(SetNivelRegistroCommand)
  @Acts({
    summary: 'Cambia por un tiempo lo que todos los procesos escriben en su registro',
    body: NivelRegistroInput,
    answer: NivelRegistro,
  })
  set(@Body() input: NivelRegistroInput, @Context() context: RequestContext) {
    return this.commands.execute(new SetNivelRegistroCommand(input, context));
  }

  @Delete()
  @Runs(SetNivelRegistroCommand)
  @Reads({ summary: 'Devuelve el registro al nivel de la configuración', answer: NivelRegistro })
  reset(@Context() context: RequestContext) {
    return this.commands.execute(new SetNivelRegistroCommand(null, context));
  }
}
