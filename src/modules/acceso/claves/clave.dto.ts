import { IsOptional } from 'class-validator';
import { ROLES, type Rol } from '../../../platform/access/actor.js';
import { Integer, Instant, NestedList, OneOf, Text, Uuid } from '../../../platform/validation/fields.js';
import { PageInput } from '../../../platform/validation/page.dto.js';

/** A key that is wanted: what its machine may do, and for whom. */
export class ClaveInput {
  @Text({ max: 200 })
  nombre!: string;

  @OneOf(ROLES)
  rol!: Rol;

  @IsOptional()
  @Uuid()
  clienteId?: string | null;

  @IsOptional()
  @Uuid()
  comercioId?: string | null;

  @IsOptional()
  @Uuid()
  transportistaId?: string | null;

  @IsOptional()
  @Uuid()
  repartidorId?: string | null;

  /** Of the only device that uses it. */
  @IsOptional()
  @Uuid()
  dispositivoId?: string | null;

  /** Null: never. */
  @IsOptional()
  @Instant()
  expiraEn?: string | null;
}

/** A key, without its secret. */
export class Clave extends ClaveInput {
  @Uuid()
  id!: string;

  @Instant()
  creadaEn!: string;

  @IsOptional()
  @Instant()
  revocadaEn!: string | null;

  /** When it was last used, to the minute. */
  @IsOptional()
  @Instant()
  usadaEn!: string | null;

  /** Secrets that open: two while it is being replaced. */
  @Integer({ min: 0, max: 2 })
  secretos!: number;
}

/** A key with its secret, which is shown this once. */
export class ClaveCreada extends Clave {
  @Text({ max: 200 })
  clave!: string;
}

/** What becomes of the secret that a key has had. */
export class RotacionInput {
  /** Until when it opens; 24 hours from now if left out. */
  @IsOptional()
  @Instant()
  anteriorHasta?: string | null;
}

/** Which keys. */
export class ListClavesInput extends PageInput {
  @IsOptional()
  @OneOf(ROLES)
  rol?: Rol;
}

/** A page of them. */
export class PaginaClaves {
  @NestedList(() => Clave, { min: 0, max: 200 })
  datos!: Clave[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}
