import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { readModel } from '../../platform/read-models/read-model.js';
import { readOne } from '../../platform/read-models/read-one.js';
import { type DetalleColumns, type DetalleRow, RESUMEN_COLUMNS } from './envio-row.js';

const FIND_ENVIO = 'SELECT envio_id AS id FROM codigos_envio WHERE codigo = $1';

const COLUMNS = [...RESUMEN_COLUMNS, 'historial'];

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
    const found = await this.pool.query<{ id: string }>({
      name: 'find-envio',
      text: FIND_ENVIO,
      values: [codigo],
    });
    const id = found.rows[0]?.id;
    if (!id) throw new DomainError('envio-desconocido', { codigo });
    const row = await readOne<DetalleColumns>(this.pool, readModel('envios_detalle'), COLUMNS, id);
    if (!row) throw new DomainError('envio-desconocido', { codigo });
    return row;
  }
}
