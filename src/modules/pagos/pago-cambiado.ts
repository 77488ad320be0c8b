import { declareFact } from '../../platform/log/fact-types.js';
import { Integer, OneOf, Text, Uuid } from '../../platform/validation/fields.js';
import { ESTADOS_PAGO, METODOS } from './domain/pago.js';

const MOST = { min: 0, max: Number.MAX_SAFE_INTEGER };

/** What the log says of a pago: what it is, and how much of it came and went. */
export class PagoCambiado {
  @Uuid()
  id!: string;

  @Uuid()
  pedidoId!: string;

  @OneOf(METODOS)
  metodo!: string;

  @OneOf(ESTADOS_PAGO)
  estado!: string;

  @Integer(MOST)
  monto!: number;

  @Integer(MOST)
  capturado!: number;

  @Integer(MOST)
  reembolsado!: number;

  @Text({ max: 3 })
  moneda!: string;
}

/** Something happened to a pago. */
export const PAGO_CAMBIADO = declareFact({
  type: 'pe.trazo.pago.estado-cambiado.v1',
  subject: 'pago',
  table: 'hechos_pago',
  Data: PagoCambiado,
});
