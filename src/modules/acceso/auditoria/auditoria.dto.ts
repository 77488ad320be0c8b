import { IsOptional } from 'class-validator';
import {
  FreeObject,
  Instant,
  Nested,
  NestedList,
  OneOf,
  Text,
  Uuid,
} from '../../../platform/validation/fields.js';
import { PageInput } from '../../../platform/validation/page.dto.js';

/** Who did it. */
export class AuditoriaActor {
  @OneOf(['usuario', 'clave', 'sistema', 'anonimo'])
  tipo!: 'usuario' | 'clave' | 'sistema' | 'anonimo';

  @Text({ max: 100 })
  id!: string;

  /** Of a person or a key that is still there. */
  @IsOptional()
  @Text({ max: 200 })
  nombre!: string | null;
}

/** What it was done to. */
export class AuditoriaObjeto {
  @Text({ max: 100 })
  tipo!: string;

  @Text({ max: 200 })
  id!: string;
}

/** Something that was done. */
export class AuditoriaFila {
  @Uuid()
  id!: string;

  @Instant()
  en!: string;

  @Nested(() => AuditoriaActor)
  actor!: AuditoriaActor;

  @Text({ max: 100 })
  accion!: string;

  @Nested(() => AuditoriaObjeto)
  objeto!: AuditoriaObjeto;

  /** Values that a person may have erased are hidden. */
  @IsOptional()
  @FreeObject()
  antes!: object | null;

  @IsOptional()
  @FreeObject()
  despues!: object | null;

  @IsOptional()
  @Text({ max: 100 })
  ip!: string | null;

  @IsOptional()
  @Text({ max: 200 })
  solicitudId!: string | null;
}

/** Which of it. */
export class ListAuditoriaInput extends PageInput {
  /** Id of who did it. */
  @IsOptional()
  @Text({ max: 100 })
  actor?: string;

  @IsOptional()
  @Text({ max: 100 })
  accion?: string;

  /** `<tipo>:<id>`, or a type alone. */
  @IsOptional()
  @Text({ max: 300 })
  objeto?: string;

  @IsOptional()
  @Instant()
  desde?: string;

  @IsOptional()
  @Instant({ notBefore: 'desde' })
  hasta?: string;
}

/** A page of it. */
export class PaginaAuditoria {
  @NestedList(() => AuditoriaFila, { min: 0, max: 200 })
  datos!: AuditoriaFila[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}
