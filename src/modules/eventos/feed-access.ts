import { lineOf, mayRun } from '../../platform/access/access.js';
import type { Actor } from '../../platform/access/actor.js';
import { type Owner, ownerOf } from '../../platform/access/owner.js';
import { ListEventosQuery } from '../../queries/eventos/list-eventos.query.js';

/** Whose events somebody may read: those of one owner, everybody's if that is undefined. Null if he may read none. */
export function readableBy(actor: Actor): { owner: Owner | undefined } | null {
  const line = lineOf(ListEventosQuery);
  return line && mayRun(actor, line) ? { owner: ownerOf(actor, line) } : null;
}
