import { IsOptional } from 'class-validator';
import { Sometimes } from '../../../platform/api-description/presence.js';
import {
  Email,
  Flag,
  Instant,
  Integer,
  Nested,
  NestedList,
  OneOf,
  Text,
  Uuid,
} from '../../../platform/validation/fields.js';
import { PageInput } from '../../../platform/validation/page.dto.js';
import { Usuario } from '../usuarios/usuario.dto.js';

/** How somebody logs in. */
export class SesionInput {
  @Email()
  email!: string;

  @Text({ max: 200 })
  clave!: string;

  /** Of the second factor: six digits, or a code of recovery. */
  @IsOptional()
  @Text({ max: 40 })
  codigo?: string | null;

  /** Whether the refresh token goes into a cookie instead of the answer. */
  @IsOptional()
  @Flag()
  cookie?: boolean | null;
}

/** How a session goes on. */
export class RefrescoInput {
  /** Left out, the one in the cookie. */
  @IsOptional()
  @Text({ max: 200 })
  refresco?: string | null;
}

/** A session that was opened or went on. */
export class SesionAbierta {
  /** Access token (JWT): what goes behind `Bearer`. */
  @Text({ max: 4_000 })
  acceso!: string;

  @OneOf(['Bearer'])
  tipo!: 'Bearer';

  /** Seconds that the access token is good for. */
  @Integer({ min: 1, max: 86_400 })
  expiraEn!: number;

  /** Good for one use; left out where it is in a cookie. */
  @Sometimes()
  @Text({ max: 200 })
  refresco?: string;

  @Uuid()
  sesionId!: string;

  /** Whether the session may do nothing until its second factor is shown or set up. */
  @Flag()
  segundoFactorPendiente!: boolean;

  /** Left out until the second factor is shown. */
  @Sometimes()
  @Nested(() => Usuario)
  usuario?: Usuario;
}

/** A session, as its owner sees it. */
export class Sesion {
  @Uuid()
  id!: string;

  @Uuid()
  usuarioId!: string;

  @Instant()
  creadaEn!: string;

  @Instant()
  usadaEn!: string;

  @Instant()
  venceEn!: string;

  @OneOf(['clave', 'oidc'])
  origen!: 'clave' | 'oidc';

  @IsOptional()
  @Text({ max: 100 })
  ip!: string | null;

  @IsOptional()
  @Text({ max: 300 })
  agente!: string | null;

  /** Whether it is the one that asks. */
  @Flag()
  actual!: boolean;
}

/** Whose sessions. */
export class ListSesionesInput extends PageInput {
  /** Left out, one's own. */
  @IsOptional()
  @Uuid()
  usuarioId?: string;
}

/** A page of them. */
export class PaginaSesiones {
  @NestedList(() => Sesion, { min: 0, max: 200 })
  datos!: Sesion[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}
