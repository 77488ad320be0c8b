import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type Month, monthOfId } from '../../platform/database/month.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { type DetalleRow, RESUMEN_COLUMNS } from './envio-row.js';

const FIND_ENVIO = 'SELECT envio_id AS id FROM codigos_envio WHERE codigo = $1';

// One statement a month: with the month a constant, the planner leaves all other months out.
const selectEnvio = (month: Month) => `
  SELECT ${RESUMEN_COLUMNS.join(', ')}, historial, fuente FROM vista_envios_detalle WHERE mes = '${month}' AND id = $1`;

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
    const month = monthOfId(id);
    const statement = { name: `get-envio-${month}`, text: selectEnvio(month), values: [id] };
    const { rows } = await this.pool.query<DetalleRow>(statement);
    if (!rows[0]) throw new DomainError('envio-desconocido', { codigo });
    return rows[0];
  }
}
