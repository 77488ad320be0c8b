import { Query } from '@nestjs/cqrs';
import type { ListaTipos } from '../../modules/programaciones/fechas.dto.js';

/** All types of jobs, with the schema of their parameters. */
export class ListTiposQuery extends Query<ListaTipos> {}
