import { Command } from '@nestjs/cqrs';
import { type Programacion, ReglasProgramacion } from '../../modules/programaciones/programacion.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { type JobType, jobTypes } from '../../platform/jobs/job-types.js';
import { Defaults } from '../../platform/validation/defaults.js';
import { OneOf } from '../../platform/validation/fields.js';

/** A job and how it is to run: with a cron or a cada. What is left out is as `defaultReglas` has it. */
@Defaults({
  parametros: {},
  solapamiento: 'omitir',
  ventanaRecuperacion: 'PT6H',
  dispersion: 'PT0S',
  pausada: false,
})
export class ProgramacionInput extends ReglasProgramacion {
  @OneOf(jobTypes)
  tipo!: JobType;
}

/** Has a job run by the clock. */
@Access({ roles: ['operador'] })
export class CreateProgramacionCommand extends Command<Programacion> {
  constructor(
    readonly input: ProgramacionInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
