import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { readModel } from '../../platform/read-models/read-model.js';
import { readAsOf } from '../../platform/read-models/read-as-of.js';
import { readOne } from '../../platform/read-models/read-one.js';
import { CURRENT_NAMES, type DetalleColumns, type DetalleRow, STORED_COLUMNS } from './envio-row.js';

const FIND_ENVIO = 'SELECT envio_id AS id FROM codigos_envio WHERE codigo = $1';

const COLUMNS = [...STORED_COLUMNS, ...CURRENT_NAMES, 'historial'];

/** Reads one envío whole. */
@Injectable()
export class EnvioReader {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /**
   * The envío with this code: one probe finds its id, which says the month; another reads it there.
   *
   * @throws {DomainError} `envio-desconocido`
   */
  async read(codigo: string): Promise<DetalleRow> {
    const row = await readOne<DetalleColumns>(
      this.pool,
      readModel('envios_detalle'),
      COLUMNS,
      await this.find(codigo),
    );
    if (!row) throw new DomainError('envio-desconocido', { codigo });
    return row;
  }

  /**
   * The envío as it was at an instant of the business: what its trazas say that had happened by then, whenever they came.
   *
   * @param al - RFC 3339.
   * @throws {DomainError} `envio-desconocido`, also before it was created
   */
  async readAsOf(codigo: string, al: string): Promise<DetalleRow> {
    const asOf = { table: 'trazas', column: 'ocurrido_en', instant: al };
    const id = await this.find(codigo);
    const row = await readAsOf<DetalleColumns>(this.pool, readModel('envios_detalle'), COLUMNS, id, asOf);
    if (!row || Date.parse(row.creado_en) > Date.parse(al))
      throw new DomainError('envio-desconocido', { codigo });
    return { ...row, fuente: 'historial' };
  }

  private async find(codigo: string): Promise<string> {
    const found = await this.pool.query<{ id: string }>({
      name: 'find-envio',
      text: FIND_ENVIO,
      values: [codigo],
    });
    const id = found.rows[0]?.id;
    if (!id) throw new DomainError('envio-desconocido', { codigo });
    return id;
  }
}
