import { Query } from '@nestjs/cqrs';
import type { ListaPeriodos } from '../../modules/archivo/periodo.dto.js';

/** All months and where they stand, newest first. */
export class ListPeriodosQuery extends Query<ListaPeriodos> {}
