import { IsOptional } from 'class-validator';
import { Email, Integer, NestedList, Omissible, Text, Uuid } from '../../platform/validation/fields.js';

/** A cliente: who sends envíos. */
export class ClienteInput {
  @Text({ max: 200 })
  nombre!: string;

  /** Tax or identity document. */
  @IsOptional()
  @Text({ max: 40 })
  documento?: string | null;

  @IsOptional()
  @Email()
  email?: string | null;
}

/** What of a cliente changes; what is left out stays. */
export class ClienteCambio {
  @Omissible()
  @Text({ max: 200 })
  nombre?: string;

  /** Null takes it away. */
  @IsOptional()
  @Text({ max: 40 })
  documento?: string | null;

  /** Null takes it away. */
  @IsOptional()
  @Email()
  email?: string | null;
}

/** Columns of a cliente as it is answered. */
export const CLIENTE_COLUMNS = 'id, nombre, documento, email, version';

/** A cliente, as the API answers it. */
export class Cliente extends ClienteInput {
  @Uuid()
  id!: string;

  /** Goes up with every change. */
  @Integer({ min: 1, max: 2_147_483_647 })
  version!: number;
}

/** A cliente that was changed. */
export class ClienteCambiado extends Cliente {
  /** Ejecución that takes its new name to the read models; reads show it already. Null if the name is as it was. */
  @IsOptional()
  @Uuid()
  propagacionId!: string | null;
}

/** A page of clientes. */
export class PaginaClientes {
  @NestedList(() => Cliente, { min: 0, max: 200 })
  datos!: Cliente[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}
