import { lineOf } from '../../platform/access/access.js';
import { ownerOf } from '../../platform/access/owner.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { ownComercio } from './own-comercio.js';

/** Whose pedidos and pagos somebody may see: those of a comercio that sells, or those of a cliente who buys. */
export type DealOwner = ['comercio_id' | 'comprador_id', string];

/** By which column a command or query is narrowed, and to what; undefined for who sees all. */
export function dealOwner(message: { readonly context: RequestContext }): DealOwner | undefined {
  const { actor } = message.context;
  const owner = ownerOf(actor, lineOf(message.constructor));
  if (!owner) return undefined;
  if (actor.roles.includes('comercio')) return ['comercio_id', ownComercio(message) as string];
  return ['comprador_id', owner.clienteId ?? NOBODY];
}

const NOBODY = '00000000-0000-7000-8000-000000000000';
