import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { READ_POOL } from '../../platform/database/tokens.js';
import { sqlState } from '../../platform/database/sql-errors.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { readModel } from '../../platform/read-models/read-model.js';
import { readOne } from '../../platform/read-models/read-one.js';
import { ArchivedEnvios } from '../archivo/contract.js';
import { type DetalleColumns, type DetalleRow, RESUMEN_COLUMNS } from './envio-row.js';

// SQLSTATE: the month went away between two statements.
const UNDEFINED_TABLE = '42P01';

const FIND_ENVIO = `
  SELECT envio_id AS id, envio_id < (SELECT frontera_archivo()) AND esta_archivado(envio_id) AS archived
  FROM codigos_envio WHERE codigo = $1`;

const COLUMNS = [...RESUMEN_COLUMNS, 'historial'];

// A month that moves between its partitions and the archive moves at once; whoever looked just before looks again.
const LOOKS = 3;

/** Reads one envío whole. */
@Injectable()
export class EnvioReader {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly archivados: ArchivedEnvios,
  ) {}

  /**
   * The envío with this code: one probe finds its id, which says the month; another reads it there, or in the archive.
   *
   * @throws {DomainError} `envio-desconocido`; of an archived one `archivo-ocupado`, `archivo-no-disponible`,
   *   `archivo-danado`
   */
  async read(codigo: string): Promise<DetalleRow> {
    for (let look = 1; look <= LOOKS; look += 1) {
      const { rows } = await this.pool.query<{ id: string; archived: boolean }>({
        name: 'find-envio',
        text: FIND_ENVIO,
        values: [codigo],
      });
      const [found] = rows;
      if (!found) break;
      const row = found.archived ? await this.readArchived(codigo) : await this.readHot(found.id);
      if (row) return row;
    }
    throw new DomainError('envio-desconocido', { codigo });
  }

  private async readHot(id: string): Promise<DetalleRow | undefined> {
    try {
      return await readOne<DetalleColumns>(this.pool, readModel('envios_detalle'), COLUMNS, id);
    } catch (error) {
      if (sqlState(error) === UNDEFINED_TABLE) return undefined;
      throw error;
    }
  }

  private async readArchived(codigo: string): Promise<DetalleRow | undefined> {
    const envio = await this.archivados.locate(codigo, this.pool);
    if (!envio) return undefined;
    const model = readModel('envios_detalle');
    const row = await this.archivados.read<DetalleColumns>(this.pool, envio, model, COLUMNS);
    return row && { ...row, fuente: 'archivo' };
  }
}
