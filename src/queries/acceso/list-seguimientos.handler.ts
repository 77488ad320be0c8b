import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type {
  ListaSeguimientos,
  SeguimientoEmitido,
} from '../../modules/acceso/seguimiento/seguimiento.dto.js';
import { EnvioFinder } from '../../modules/envios/contract.js';
import { ownerFor } from '../../platform/access/owner.js';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { ListSeguimientosQuery } from './list-seguimientos.query.js';

const SELECT_SEGUIMIENTOS = `
  SELECT id, creado_en AS "creadoEn", expira_en AS "expiraEn", revocado_en AS "revocadoEn" FROM seguimientos
  WHERE codigo = $1 ORDER BY id DESC LIMIT 1000`;

@QueryHandler(ListSeguimientosQuery)
export class ListSeguimientosHandler implements IQueryHandler<ListSeguimientosQuery> {
  constructor(
    @Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool,
    private readonly envios: EnvioFinder,
  ) {}

  /** @throws {DomainError} `envio-desconocido` */
  async execute(query: ListSeguimientosQuery): Promise<ListaSeguimientos> {
    await this.envios.findOrThrow(query.codigo, ownerFor(query), this.pool);
    const { rows } = await this.pool.query<SeguimientoEmitido>(SELECT_SEGUIMIENTOS, [query.codigo]);
    return { datos: rows, siguiente: null };
  }
}
