import { Query } from '@nestjs/cqrs';
import type { ListaLectores } from '../../modules/lectores/lector.dto.js';

/** Every reader of the log, and how far it is. */
export class ListLectoresQuery extends Query<ListaLectores> {}
