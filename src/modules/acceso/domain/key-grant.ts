/** A key that is wanted, and who wants it, as far as that decides. */
interface Wanted {
  rol: string;
  clienteId?: string | null | undefined;
  comercioId?: string | null | undefined;
  transportistaId?: string | null | undefined;
  repartidorId?: string | null | undefined;
}
interface Asker extends Omit<Wanted, 'rol'> {
  roles: readonly string[];
}
type Owner = Exclude<keyof Wanted, 'rol'>;

/** Whose rows a role sees: a key of that role says whose. The others see those of everybody. */
const OWNERS: Readonly<Record<string, Owner>> = {
  cliente: 'clienteId',
  comercio: 'comercioId',
  transportista: 'transportistaId',
  repartidor: 'repartidorId',
  dispositivo: 'transportistaId',
};

/** Whose own key it is that a role may have made beside those of an administrator. */
const MAKES: Readonly<Record<string, readonly string[]>> = {
  cliente: ['cliente'],
  comercio: ['comercio'],
  transportista: ['transportista', 'dispositivo'],
};

/** The field that a key of this role must have; undefined if none. */
export const ownerOf = (rol: string): Owner | undefined => OWNERS[rol];

/** Whether somebody may have a key: an administrator any, others one that acts for themselves and does no more than they may. */
export function mayGrant(asker: Asker, wanted: Wanted): boolean {
  if (asker.roles.includes('administrador')) return true;
  const owner = OWNERS[wanted.rol];
  const makes = asker.roles.some((role) => MAKES[role]?.includes(wanted.rol));
  if (!owner || !makes || !asker[owner] || asker[owner] !== wanted[owner]) return false;
  const others = [...new Set(Object.values(OWNERS))].filter((each) => each !== owner);
  return others.every((each) => !wanted[each] || wanted[each] === asker[each]);
}
