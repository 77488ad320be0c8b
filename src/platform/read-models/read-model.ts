import type { ChangeLog } from './change-log.js';

/**
 * A read model: a definition over the write model, materialized month by month, with what changed since laid over it.
 * Everything else (tables, views, refresh, reading) follows from this declaration.
 */
export interface ReadModel {
  /** Name without prefix, `envios_detalle`: gives `def_`, `vm_`, `delta_` and `vista_envios_detalle`. */
  readonly name: string;
  /** File below `prisma/views/` with the SELECT that defines it. One row a key. */
  readonly definition: string;
  /**
   * Tables of the definition that are divided by month, each written right after FROM or JOIN. A month's own definition
   * reads their partitions of that month and nothing else.
   */
  readonly monthly: readonly string[];
  /** Column that identifies a row: a UUIDv7, whose time says which month the row belongs to. */
  readonly key: string;
  /**
   * Columns that are dear to compute and only read one row at a time. They are stored in the base, but for a changed
   * row they are computed when it is read instead of at every change.
   */
  readonly lazy: readonly string[];
  /** Indexes of every month of the base, beside the unique one of the key. */
  readonly indexes: readonly (readonly string[])[];
  /** Where its changes are written down, by the statement that marks them; nowhere if left out. */
  readonly log?: ChangeLog;
}

/** All read models. A new one is a definition file and an entry here. */
export const READ_MODELS = [
  {
    name: 'envios_detalle',
    definition: 'envios_detalle.sql',
    monthly: ['envios', 'trazas'],
    key: 'id',
    lazy: ['historial'],
    indexes: [
      ['estado', 'id'],
      ['cliente_id', 'id'],
    ],
    log: {
      table: 'cambios',
      key: 'envio_id',
      carried: ['codigo', 'cliente_id'],
      watched: ['estado', 'motivo'],
    },
  },
] as const satisfies readonly ReadModel[];

/** Name of a declared read model. */
export type ReadModelName = (typeof READ_MODELS)[number]['name'];

/** The declaration of a read model. */
export function readModel(name: ReadModelName): ReadModel {
  return READ_MODELS.find((model) => model.name === name) as ReadModel;
}
