import { IsOptional } from 'class-validator';
import {
  FreeObject,
  Instant,
  Integer,
  NestedList,
  OneOf,
  Text,
  Uuid,
} from '../../platform/validation/fields.js';
import { PageInput } from '../../platform/validation/page.dto.js';

const COUNT = { min: 0, max: Number.MAX_SAFE_INTEGER };
const STORED = { min: '1970-01-01T00:00:00Z' };

/** How a reader of the log is doing. */
export class Lector {
  @Text({ max: 100 })
  nombre!: string;

  /** Rows of the log that it has not read yet. */
  @Integer(COUNT)
  pendientes!: number;

  /** Seconds since the oldest of these was written; 0 if there is none. */
  @Integer(COUNT)
  retrasoS!: number;

  /** Facts that it could not work off and that wait for an operator. */
  @Integer(COUNT)
  apartados!: number;

  /** Process that runs it; null while none does. */
  @IsOptional()
  @Text({ max: 500 })
  worker!: string | null;

  /** When it last moved. */
  @Instant(STORED)
  avanzadoEn!: string;

  /** Why it stands still, if it does. */
  @IsOptional()
  @Text({ max: 2_000 })
  error!: string | null;

  /** Whether the log has dropped facts that it had not read. */
  @OneOf(['si', 'no'])
  perdio!: 'si' | 'no';
}

/** All readers. */
export class ListaLectores {
  @NestedList(() => Lector, { min: 0, max: 1_000 })
  datos!: Lector[];

  /** Always null: there is one page. */
  @IsOptional()
  @Text({ max: 500 })
  siguiente!: null;
}

/** Where a reader is to begin again. */
export class ReenvioInput {
  /** Id of an event, behind which it begins; or an instant, RFC 3339, at which it begins. */
  @Text({ max: 500 })
  desde!: string;
}

/** A fact that a reader could not work off. */
export class Apartado {
  @Uuid()
  id!: string;

  @Text({ max: 100 })
  lector!: string;

  /** The fact as the reader got it. */
  @FreeObject()
  hecho!: object;

  @Text({ max: 2_000 })
  error!: string;

  @Integer(COUNT)
  intentos!: number;

  @Instant(STORED)
  apartadoEn!: string;

  @OneOf(['apartado', 'por_repetir', 'repetido', 'descartado'])
  estado!: 'apartado' | 'por_repetir' | 'repetido' | 'descartado';
}

/** A page of them. */
export class PaginaApartados {
  @NestedList(() => Apartado, { min: 0, max: 200 })
  datos!: Apartado[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}

/** Which of them. */
export class ListApartadosInput extends PageInput {
  @IsOptional()
  @OneOf(['apartado', 'por_repetir', 'repetido', 'descartado'])
  estado?: Apartado['estado'];
}
