import { Text } from '../../../platform/validation/fields.js';
import { PASSWORD_LENGTH } from './usuario.dto.js';

/** Another password. */
export class CambioClave {
  /** The one of now. */
  @Text({ max: 200 })
  actual!: string;

  @Text(PASSWORD_LENGTH)
  clave!: string;
}
