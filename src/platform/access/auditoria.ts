import type { Queryable } from '../database/pool.js';
import { uuidV7 } from '../database/uuid-v7.js';
import type { RequestContext } from './request-context.js';

/** Something that was done, for the record. */
export interface AuditEntry {
  /** What was done, as `<noun>.<what-happened>`: `usuario.bloqueado`. */
  accion: string;
  /** On what. */
  objeto: { tipo: string; id: string };
  /** What it was before and after: ids, states, roles. Values that a person may have erased are `MASKED`. */
  antes?: object | null;
  despues?: object | null;
}

/** Stands in the record for a value that somebody may have erased. */
export const MASKED = '•';

// $1 id, $2 and $3 the actor, $4 action, $5 and $6 the object, $7 before, $8 after, $9 address, $10 request.
const ADD = `
  INSERT INTO auditoria
    (id, actor_tipo, actor_id, accion, objeto_tipo, objeto_id, antes, despues, ip, solicitud_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

/** The record of who did what. A row is written by the transaction that did it, so that neither is without the other. */
export class Auditoria {
  /** Adds a row. Call it in the command's own transaction. */
  static async add(
    db: Queryable,
    { actor, ip, requestId }: Pick<RequestContext, 'actor' | 'ip' | 'requestId'>,
    { accion, objeto, antes, despues }: AuditEntry,
  ): Promise<void> {
    const json = (value: object | null | undefined) => (value ? JSON.stringify(value) : null);
    await db.query(ADD, [
      uuidV7(),
      actor.tipo,
      actor.id,
      accion,
      objeto.tipo,
      objeto.id,
      json(antes),
      json(despues),
      ip || null,
      requestId || null,
    ]);
  }
}

/** The fields of a change that differ, before and after, with those that are personal masked. */
export function difference<T extends object>(
  before: T,
  after: T,
  personal: readonly (keyof T & string)[],
): { antes: object; despues: object } {
  const changed = (Object.keys(after) as (keyof T & string)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  const shown = (of: T) =>
    Object.fromEntries(
      changed.map((key) => [key, personal.includes(key) && of[key] != null ? MASKED : (of[key] ?? null)]),
    );
  return { antes: shown(before), despues: shown(after) };
}
