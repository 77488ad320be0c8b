import { FreeObject } from '../../../platform/validation/fields.js';

/** What the programs of a person want to remember of him. */
export class Preferencias {
  @FreeObject({ maxBytes: 16_384 })
  valores!: object;
}
