import { lineOf } from '../../platform/access/access.js';
import type { Actor } from '../../platform/access/actor.js';
import { ownerOf } from '../../platform/access/owner.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** No comercio: for an actor whose credentials name none. */
const NONE = '00000000-0000-7000-8000-000000000000';

/** The only comercio that whoever asks may touch by this command or query; undefined for who touches all of them. */
export function ownComercio(message: { readonly context: RequestContext }): string | undefined {
  const { actor }: { actor: Actor } = message.context;
  return ownerOf(actor, lineOf(message.constructor)) && (actor.comercioId ?? NONE);
}
