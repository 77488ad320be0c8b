import { Email, Text } from '../../../platform/validation/fields.js';
import { PASSWORD_LENGTH } from '../usuarios/usuario.dto.js';

/** Who has forgotten his password. */
export class RecuperacionInput {
  @Email()
  email!: string;
}

/** Another password, for who has got the token. */
export class ClaveNueva {
  /** As it was mailed. */
  @Text({ max: 200 })
  token!: string;

  @Text(PASSWORD_LENGTH)
  clave!: string;
}

/** Who has got the token, and so the mail. */
export class ConfirmacionInput {
  /** As it was mailed. */
  @Text({ max: 200 })
  token!: string;
}
