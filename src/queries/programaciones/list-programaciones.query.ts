import { Query } from '@nestjs/cqrs';
import type { ListaProgramaciones } from '../../modules/programaciones/programacion.dto.js';

/** All programaciones. */
export class ListProgramacionesQuery extends Query<ListaProgramaciones> {}
