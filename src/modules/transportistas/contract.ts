import { IsOptional } from 'class-validator';
import { Integer, NestedList, Omissible, Text, Uuid } from '../../platform/validation/fields.js';

/** A transportista: who carries envíos. */
export class TransportistaInput {
  @Text({ max: 200 })
  nombre!: string;

  /** Short code, unique among transportistas. */
  @Text({ max: 40 })
  codigo!: string;
}

/** What of a transportista changes; its codigo never does. */
export class TransportistaCambio {
  @Omissible()
  @Text({ max: 200 })
  nombre?: string;
}

/** Columns of a transportista as it is answered. */
export const TRANSPORTISTA_COLUMNS = 'id, nombre, codigo, version';

/** A transportista, as the API answers it. */
export class Transportista extends TransportistaInput {
  @Uuid()
  id!: string;

  /** Goes up with every change. */
  @Integer({ min: 1, max: 2_147_483_647 })
  version!: number;
}

/** A transportista that was changed. */
export class TransportistaCambiado extends Transportista {
  /** Ejecución that takes its new name to the read models; reads show it already. Null if the name is as it was. */
  @IsOptional()
  @Uuid()
  propagacionId!: string | null;
}

/** A page of transportistas. */
export class PaginaTransportistas {
  @NestedList(() => Transportista, { min: 0, max: 200 })
  datos!: Transportista[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}
