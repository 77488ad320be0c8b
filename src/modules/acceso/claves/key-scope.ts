import type { Actor, Rol } from '../../../platform/access/actor.js';
import { seesAll } from '../../../platform/access/owner.js';

/** Rows of `claves c` that somebody sees, as a condition on $1 to $4, the values of `scopeOf`. */
export const IN_SCOPE = `($1 OR c.cliente_id = $2 OR c.comercio_id = $3 OR c.transportista_id = $4)`;

/** Whose keys somebody sees: those of everybody, or those that act for him. */
export function scopeOf({ roles, clienteId, comercioId, transportistaId }: Actor): unknown[] {
  const own = (role: Rol, id: string | undefined) => (roles.includes(role) ? (id ?? null) : null);
  return [
    seesAll({ roles }),
    own('cliente', clienteId),
    own('comercio', comercioId),
    own('transportista', transportistaId),
  ];
}
