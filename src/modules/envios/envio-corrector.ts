import { Injectable } from '@nestjs/common';
import { storedInstant } from '../../platform/database/instants.js';
import type { Queryable } from '../../platform/database/pool.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { FieldError } from '../../platform/errors/field-errors.js';
import { Facts } from '../../platform/log/facts.js';
import { markChanged } from '../../platform/read-models/mark-changed.js';
import { readOne } from '../../platform/read-models/read-one.js';
import { CORRECTABLE, CORRECTABLE_COLUMNS } from './correctable-fields.js';
import type { EnvioCambio } from './envio-cambio.dto.js';
import { ENVIO_CORREGIDO } from './envio-corregido.js';
import type { EnvioDetalle } from './envio.dto.js';
import { DETALLE_COLUMNS, type DetalleColumns, type DetalleRow, toDetalle } from './envio-row.js';
import { ENVIOS_DETALLE } from '../estados/contract.js';

/** Corrects envíos inside the caller's transaction, which has locked them. */
@Injectable()
export class EnvioCorrector {
  /** An envío as readers will see it when the transaction ends here. */
  async read(db: Queryable, id: string): Promise<EnvioDetalle> {
    return toDetalle((await readOne<DetalleColumns>(db, ENVIOS_DETALLE, DETALLE_COLUMNS, id)) as DetalleRow);
  }

  /**
   * Names of the fields that a change would make different.
   *
   * @throws {DomainError} `validacion` for a change that would leave half a position
   */
  differences(envio: EnvioDetalle, change: EnvioCambio): string[] {
    const halves = (['origen', 'destino'] as const).flatMap((place): FieldError[] => {
      const { lat, lon } = { ...envio[place], ...defined(change[place]) };
      return (lat == null) === (lon == null) ? [] : [{ pointer: `#/${place}`, code: 'latitud-y-longitud' }];
    });
    if (halves.length > 0) throw DomainError.invalid(halves);
    return CORRECTABLE.filter((field) => {
      const wanted = wantedAt(change, field);
      return wanted !== undefined && wanted !== (valueAt(envio, field) ?? null);
    });
  }

  /** Writes these fields of a change. */
  async write(db: Queryable, id: string, change: EnvioCambio, fields: readonly string[]): Promise<void> {
    const set = fields.map((field, index) => `${CORRECTABLE_COLUMNS[field]} = $${index + 2}`).join(', ');
    const values = fields.map((field) => wantedAt(change, field));
    await db.query(`UPDATE envios SET ${set} WHERE id = $1`, [id, ...values]);
  }

  /** Brings the read models up to it and tells the log which fields were corrected, after the last write. */
  async publish(db: Queryable, envio: EnvioDetalle, campos: string[]): Promise<void> {
    const { id, codigo } = envio;
    await markChanged(db, ENVIOS_DETALLE, [id]);
    const owners = { clienteId: envio.cliente.id, transportistaId: envio.transportista.id };
    await Facts.add(db, ENVIO_CORREGIDO, { subject: id, owners, data: { id, codigo, ...owners, campos } });
  }
}

function defined<T extends object>(value: T | undefined): Partial<T> {
  return Object.fromEntries(
    Object.entries(value ?? {}).filter(([, each]) => each !== undefined),
  ) as Partial<T>;
}

/** What a change asks for in a field, as it is stored; undefined where it asks for nothing. */
function wantedAt(change: EnvioCambio, field: string): unknown {
  const value = valueAt(change, field);
  return field === 'fechaEstimada' && typeof value === 'string' ? storedInstant(value) : value;
}

function valueAt(value: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}
