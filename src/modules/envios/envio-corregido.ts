import { declareFact } from '../../platform/log/fact-types.js';
import { ListOf, Uuid } from '../../platform/validation/fields.js';
import { Codigo } from '../codigos/contract.js';
import { CORRECTABLE } from './correctable-fields.js';

/** What the log says of a correction: which fields, and never what was or is in them, which is personal. */
export class EnvioCorregido {
  @Uuid()
  id!: string;

  @Codigo()
  codigo!: string;

  @Uuid()
  clienteId!: string;

  @Uuid()
  transportistaId!: string;

  /** Names of the fields that are different now, as a correction has them: `destino.ciudad`. */
  @ListOf(CORRECTABLE)
  campos!: string[];
}

/** An envío was corrected before it left. Its story is a `nota` among its trazas. */
export const ENVIO_CORREGIDO = declareFact({
  type: 'pe.trazo.envio.corregido.v1',
  subject: 'envio',
  Data: EnvioCorregido,
});
