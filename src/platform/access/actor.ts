/** What somebody may be in the house. `docs/acceso.md` says what each of them may do. */
export const ROLES = [
  'administrador',
  'operador',
  'auditor',
  'comercio',
  'cliente',
  'transportista',
  'repartidor',
  'dispositivo',
] as const;
export type Rol = (typeof ROLES)[number];

/** Who asks for something. Every command and query that a request can reach carries one. */
export interface Actor {
  /** A person, a key of a machine, the house itself, or somebody without credentials. */
  readonly tipo: 'usuario' | 'clave' | 'sistema' | 'anonimo';
  /** Of the user or the key; the address of somebody without credentials. */
  readonly id: string;
  readonly roles: readonly Rol[];
  /** What a credential was narrowed to beyond its roles; empty if to nothing. */
  readonly ambitos: readonly string[];
  readonly clienteId?: string | undefined;
  readonly comercioId?: string | undefined;
  readonly transportistaId?: string | undefined;
  readonly repartidorId?: string | undefined;
  readonly dispositivoId?: string | undefined;
  readonly sesionId?: string | undefined;
}

/** In `ambitos` of somebody who has to show his second factor before he may do anything else. */
export const SECOND_FACTOR = 'segundo-factor';

/** Whether somebody has to show his second factor first. */
export const isPending = ({ ambitos }: Pick<Actor, 'ambitos'>): boolean => ambitos.includes(SECOND_FACTOR);

/** The house itself: its jobs and workers. */
export const SISTEMA: Actor = Object.freeze({ tipo: 'sistema', id: 'sistema', roles: [], ambitos: [] });

/** Somebody without credentials, who may do nothing. */
export const unknownActor = (ip: string): Actor => ({ tipo: 'anonimo', id: ip, roles: [], ambitos: [] });

/** Somebody without credentials who may do everything. */
export const openActor = (ip: string): Actor => ({
  tipo: 'anonimo',
  id: ip,
  roles: ['administrador'],
  ambitos: [],
});

/**
 * Whom cursors, receipts and idempotency keys belong to; empty for somebody without credentials, whom nothing tells apart from
 * others.
 */
export function principalOf(actor: Actor): string {
  return actor.tipo === 'anonimo' ? '' : nameOf(actor);
}

/** How a row says who did something: `usuario:<id>`, `clave:<id>`, `sistema`, or the address of somebody unknown. */
export function nameOf({ tipo, id }: Actor): string {
  return tipo === 'usuario' || tipo === 'clave' ? `${tipo}:${id}` : id;
}
