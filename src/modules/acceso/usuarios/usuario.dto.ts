import { IsOptional } from 'class-validator';
import { ROLES, type Rol } from '../../../platform/access/actor.js';
import { PersonalDay, Locale, Sha256 } from './profile-fields.js';
import {
  Email,
  Flag,
  Instant,
  Integer,
  ListOf,
  Omissible,
  OneOf,
  NestedList,
  Phone,
  Text,
  Uuid,
  Words,
} from '../../../platform/validation/fields.js';
import { PageInput } from '../../../platform/validation/page.dto.js';
import { TimeZone } from '../../../platform/schedules/schedule-fields.js';

/** Shortest and longest password, in characters. */
export const PASSWORD_LENGTH = { min: 12, max: 200 };

/** What a person may say of himself; all of it may be left out. */
class Profile {
  @IsOptional()
  @Phone()
  telefono?: string | null;

  @IsOptional()
  @PersonalDay()
  fechaNacimiento?: string | null;

  /** SHA-256 of an image that was uploaded. */
  @IsOptional()
  @Sha256()
  foto?: string | null;

  @IsOptional()
  @Locale()
  idioma?: string | null;

  @IsOptional()
  @TimeZone()
  zona?: string | null;
}

/** A person who registers. */
export class UsuarioInput extends Profile {
  @Email()
  email!: string;

  @Text(PASSWORD_LENGTH)
  clave!: string;

  @Text({ max: 200 })
  nombre!: string;
}

/** What of a person changes; what is left out stays. */
export class UsuarioCambio extends Profile {
  @Omissible()
  @Text({ max: 200 })
  nombre?: string;
}

/** What an administrator changes of a person; what is left out stays. */
export class UsuarioPermisos {
  @Omissible()
  @ListOf(ROLES)
  roles?: Rol[];

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
}

/** A person, as the API answers it. */
export class Usuario {
  @Uuid()
  id!: string;

  /** Null once it was erased. */
  @IsOptional()
  @Email()
  email!: string | null;

  @Text({ max: 200 })
  nombre!: string;

  @IsOptional()
  @Phone()
  telefono!: string | null;

  @IsOptional()
  @PersonalDay()
  fechaNacimiento!: string | null;

  @IsOptional()
  @Sha256()
  foto!: string | null;

  @IsOptional()
  @Locale()
  idioma!: string | null;

  @IsOptional()
  @TimeZone()
  zona!: string | null;

  @ListOf(ROLES)
  roles!: Rol[];

  @IsOptional()
  @Uuid()
  clienteId!: string | null;

  @IsOptional()
  @Uuid()
  comercioId!: string | null;

  @IsOptional()
  @Uuid()
  transportistaId!: string | null;

  @IsOptional()
  @Uuid()
  repartidorId!: string | null;

  @Flag()
  emailVerificado!: boolean;

  /** Whether a second factor is asked for when he logs in. */
  @Flag()
  segundoFactor!: boolean;

  @Flag()
  bloqueado!: boolean;

  @Instant()
  creadoEn!: string;

  /** Goes up with every change. */
  @Integer({ min: 1, max: 2_147_483_647 })
  version!: number;
}

/** Which people. */
export class ListUsuariosInput extends PageInput {
  /** Part of the name or of the e-mail. */
  @IsOptional()
  @Words({ max: 100 })
  q?: string;

  @IsOptional()
  @OneOf(ROLES)
  rol?: Rol;
}

/** A page of them. */
export class PaginaUsuarios {
  @NestedList(() => Usuario, { min: 0, max: 200 })
  datos!: Usuario[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}
