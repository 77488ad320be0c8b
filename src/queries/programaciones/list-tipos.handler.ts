import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { ListaTipos } from '../../modules/programaciones/fechas.dto.js';
import { schemaOfParameters } from '../../platform/jobs/job-parameters.js';
import { jobTypes } from '../../platform/jobs/job-types.js';
import { ListTiposQuery } from './list-tipos.query.js';

@QueryHandler(ListTiposQuery)
export class ListTiposHandler implements IQueryHandler<ListTiposQuery> {
  async execute(): Promise<ListaTipos> {
    return {
      datos: jobTypes().map((tipo) => ({ tipo, esquema: schemaOfParameters(tipo) })),
      siguiente: null,
    };
  }
}
