import { type AccessLine, lineOf } from './access.js';
import type { Actor, Rol } from './actor.js';
import type { RequestContext } from './request-context.js';

/** Roles that see the rows of everybody. */
const SEES_ALL: readonly Rol[] = ['administrador', 'operador', 'auditor'];

/** Whether somebody sees the rows of everybody. */
export const seesAll = ({ roles }: Pick<Actor, 'roles'>): boolean =>
  roles.some((rol) => SEES_ALL.includes(rol));

/** Whom rows belong to: one of the two is there, but for the device of the house, which owns none. */
export interface Owner {
  readonly clienteId?: string;
  readonly transportistaId?: string;
}

/** By which of its ids a role owns rows. */
const OWNS_BY: Partial<Record<Rol, keyof Owner>> = {
  comercio: 'clienteId',
  cliente: 'clienteId',
  transportista: 'transportistaId',
  repartidor: 'transportistaId',
  dispositivo: 'transportistaId',
};

/** Owns nothing: for an actor whose credentials name no owner. */
const NOBODY = '00000000-0000-7000-8000-000000000000';

/**
 * Whose rows a command or a query may touch: those of this owner alone, or those of everybody if undefined. An actor with
 * several roles that own rows is narrowed by the first of them that may run it.
 */
export function ownerFor(message: { readonly context: RequestContext }): Owner | undefined {
  return ownerOf(message.context.actor, lineOf(message.constructor));
}

/** `ownerFor`, for a line of the table. */
export function ownerOf(actor: Actor, line: AccessLine | undefined): Owner | undefined {
  if (line?.narrow !== 'propios' || actor.tipo === 'sistema') return undefined;
  if (seesAll(actor)) return undefined;
  const allowed = Array.isArray(line.roles)
    ? actor.roles.filter((rol) => line.roles.includes(rol))
    : actor.roles;
  // The device that the house itself has posts for every transportista; what it captured is its own all the same.
  if (allowed[0] === 'dispositivo' && actor.transportistaId === undefined) return {};
  const by = allowed.map((rol) => OWNS_BY[rol]).find((field) => field !== undefined) ?? 'clienteId';
  return { [by]: actor[by] ?? NOBODY };
}

/**
 * An id that was asked for, as somebody may ask for it who owns only what has `own`: one of somebody else finds nothing.
 *
 * @param own - Undefined for who sees everything.
 */
export function withinOwn(own: string | undefined, asked: string | undefined): string | undefined {
  if (own === undefined) return asked;
  return asked === undefined || asked.toLowerCase() === own ? own : NOBODY;
}

/** The column and the value that say so in SQL. */
export function ownerColumn(owner: Owner): ['cliente_id' | 'transportista_id', string] {
  return owner.clienteId === undefined
    ? ['transportista_id', owner.transportistaId as string]
    : ['cliente_id', owner.clienteId];
}

/** Whether something with these owners belongs to somebody; what belongs to everybody does to anybody. */
export function owns(owner: Owner | undefined, of: Owner): boolean {
  if (!owner) return true;
  return owner.clienteId === undefined
    ? of.transportistaId === owner.transportistaId
    : of.clienteId === owner.clienteId;
}
