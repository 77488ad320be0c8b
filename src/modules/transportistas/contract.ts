import { Text, Uuid } from '../../platform/validation/fields.js';

/** A transportista, as the API answers it. */
export class Transportista {
  @Uuid()
  id!: string;

  @Text({ max: 200 })
  nombre!: string;

  @Text({ max: 40 })
  codigo!: string;
}
