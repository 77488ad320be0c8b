import { Text, Uuid } from '../../platform/validation/fields.js';

/** A transportista: who carries envíos. */
export class TransportistaInput {
  @Text({ max: 200 })
  nombre!: string;

  /** Short code, unique among transportistas. */
  @Text({ max: 40 })
  codigo!: string;
}

/** A transportista, as the API answers it. */
export class Transportista extends TransportistaInput {
  @Uuid()
  id!: string;
}
