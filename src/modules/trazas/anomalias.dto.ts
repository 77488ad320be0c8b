import { Integer } from '../../platform/validation/fields.js';

const COUNT = { min: 0, max: Number.MAX_SAFE_INTEGER };

/** How many trazas are not believed, and why. */
export class Anomalias {
  /** Their time cannot be true: they move nothing and count in no figure. */
  @Integer(COUNT)
  reloj!: number;

  /** They make no sense after what had happened before. */
  @Integer(COUNT)
  lugar!: number;
}
