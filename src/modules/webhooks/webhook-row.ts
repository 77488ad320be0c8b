import { type Actor, nameOf } from '../../platform/access/actor.js';
import type { Owner } from '../../platform/access/owner.js';
import type { Queryable } from '../../platform/database/pool.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Webhook } from './webhook.dto.js';

/** Columns of a webhook of the table `webhooks w`, as it is answered. */
export const WEBHOOK_COLUMNS = `
  w.id, w.url, w.tipos, w.descripcion, w.activo, w.razon, w.falla_desde AS "fallaDesde", w.creado_en AS "creadoEn", w.version`;

/** Rows of `webhooks w` that somebody sees, as a condition on $1 to $4, the values of `scopeOf`. */
export const IN_SCOPE = `($1 OR w.principal = $2 OR w.cliente_id = $3 OR w.transportista_id = $4)`;

/**
 * Whose webhooks somebody sees: his own, and those of his owner; those of everybody if nothing narrows him.
 *
 * @param owner - What narrows him, undefined for nothing.
 */
export const scopeOf = (actor: Actor, owner: Owner | undefined): unknown[] => [
  owner === undefined,
  nameOf(actor),
  owner?.clienteId ?? null,
  owner?.transportistaId ?? null,
];

const LOCK = `SELECT ${WEBHOOK_COLUMNS} FROM webhooks w WHERE ${IN_SCOPE} AND w.id = $5`;

/**
 * Reads a webhook that somebody sees.
 *
 * @param lock - Holds it until the transaction ends.
 * @throws {DomainError} `recurso-desconocido`
 */
export async function readWebhook(
  db: Queryable,
  scope: readonly unknown[],
  id: string,
  lock = false,
): Promise<Webhook> {
  const { rows } = await db.query<Webhook>(lock ? `${LOCK} FOR NO KEY UPDATE` : LOCK, [...scope, id]);
  if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'webhook', id });
  return rows[0];
}
