import { type Owner, owns } from '../../../platform/access/owner.js';
import type { Queryable } from '../../../platform/database/pool.js';
import { DomainError } from '../../../platform/errors/domain-error.js';

// $1 code. Of an envío that is archived nobody's row is found: it is only theirs who see everything.
const FIND = `
  SELECT e.cliente_id AS "clienteId", e.transportista_id AS "transportistaId"
  FROM codigos_envio c LEFT JOIN envios e ON e.id = c.envio_id WHERE c.codigo = $1`;

/**
 * Makes sure that an envío is there and that its tracking pages are somebody's to give out.
 *
 * @param owner - Undefined: those of everybody are.
 * @throws {DomainError} `envio-desconocido`
 */
export async function assertTracked(db: Queryable, codigo: string, owner: Owner | undefined): Promise<void> {
  const { rows } = await db.query<Owner>(FIND, [codigo]);
  if (!rows[0] || !owns(owner, rows[0])) throw new DomainError('envio-desconocido', { codigo });
}
