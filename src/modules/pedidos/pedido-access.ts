import type { RequestContext } from '../../platform/access/request-context.js';
import { nameOf } from '../../platform/access/actor.js';
import { dealOwner } from '../catalogo/contract.js';
import type { Mover } from './domain/moves.js';

type Message = { readonly context: RequestContext };

/** As whom somebody moves a pedido by this command, and his name for the record. */
export function moverOf(message: Message): { mover: Mover; por: string } {
  const [column] = dealOwner(message) ?? [];
  const mover = column === undefined ? 'operador' : column === 'comercio_id' ? 'comercio' : 'comprador';
  return { mover, por: nameOf(message.context.actor) };
}

/** Whether whoever asks may see the code that the buyer shows: everybody but the comercio. */
export function seesCode(message: Message): boolean {
  return dealOwner(message)?.[0] !== 'comercio_id';
}
