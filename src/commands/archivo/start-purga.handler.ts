import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { JobStarter } from '../../modules/archivo/job-starter.js';
import type { Ejecucion } from '../../modules/programaciones/contract.js';
import { StartPurgaCommand } from './start-purga.command.js';
import { nameOf } from '../../platform/access/actor.js';

@CommandHandler(StartPurgaCommand)
export class StartPurgaHandler implements ICommandHandler<StartPurgaCommand> {
  constructor(private readonly jobs: JobStarter) {}

  execute({ clienteId, input, context }: StartPurgaCommand): Promise<Ejecucion> {
    const parametros = { clienteId, motivo: input.motivo, solicitadaPor: nameOf(context.actor) };
    return this.jobs.start('purga', parametros, input.simulacro, context);
  }
}
