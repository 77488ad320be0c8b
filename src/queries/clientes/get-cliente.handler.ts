import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { ownerFor } from '../../platform/access/owner.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CLIENTE_COLUMNS, type Cliente } from '../../modules/clientes/contract.js';
import { GetClienteQuery } from './get-cliente.query.js';

const SELECT_CLIENTE = `SELECT ${CLIENTE_COLUMNS} FROM clientes WHERE id = $1 AND ($2::uuid IS NULL OR id = $2)`;

@QueryHandler(GetClienteQuery)
export class GetClienteHandler implements IQueryHandler<GetClienteQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute(query: GetClienteQuery): Promise<Cliente> {
    const { id } = query;
    const { rows } = await this.pool.query<Cliente>({
      name: 'get-cliente',
      text: SELECT_CLIENTE,
      values: [id, ownerFor(query)?.clienteId],
    });
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'cliente', id });
    return rows[0];
  }
}
