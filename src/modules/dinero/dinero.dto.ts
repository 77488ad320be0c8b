import { Integer } from '../../platform/validation/fields.js';
import { MAX_MONTO } from './domain/amounts.js';
import { Moneda } from './moneda-field.js';

/** An amount of money that somebody sends: whole minor units. */
export class Dinero {
  /** Minor units: céntimos, centavos. */
  @Integer({ min: 0, max: MAX_MONTO })
  monto!: number;

  @Moneda()
  moneda!: string;
}

/** An amount of money that was summed up. */
export class Importe {
  /** Minor units: céntimos, centavos. */
  @Integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
  monto!: number;

  @Moneda()
  moneda!: string;
}
