/** What a pedido may be. */
export const ESTADOS_PEDIDO = [
  'pendiente',
  'confirmado',
  'en_preparacion',
  'listo',
  'en_camino',
  'entregado',
  'cancelado',
  'rechazado',
  'expirado',
] as const;
export type EstadoPedido = (typeof ESTADOS_PEDIDO)[number];

/** Estados that nothing follows. */
export const CERRADOS: readonly EstadoPedido[] = ['entregado', 'cancelado', 'rechazado', 'expirado'];

/** Who moves a pedido. */
export type Mover = 'comprador' | 'comercio' | 'operador' | 'sistema';

interface Move {
  to: EstadoPedido;
  from: Readonly<Partial<Record<EstadoPedido, readonly Mover[]>>>;
}

const SELLER = ['comercio', 'operador'] as const;
const HOUSE = ['sistema'] as const;

/** Every move there is: from where, to where, and who may. */
export const MOVES = {
  confirmar: { to: 'confirmado', from: { pendiente: HOUSE } },
  expirar: { to: 'expirado', from: { pendiente: HOUSE } },
  preparar: { to: 'en_preparacion', from: { confirmado: SELLER } },
  rechazar: { to: 'rechazado', from: { confirmado: ['comercio'] } },
  alistar: { to: 'listo', from: { en_preparacion: SELLER } },
  salir: { to: 'en_camino', from: { listo: HOUSE } },
  // Of one that is fetched the comercio says so; of one that is brought, its envío.
  entregar: { to: 'entregado', from: { listo: ['comercio', 'operador', 'sistema'], en_camino: HOUSE } },
  cancelar: {
    to: 'cancelado',
    from: {
      pendiente: ['comprador', 'operador', 'sistema'],
      confirmado: ['comprador', 'operador', 'sistema'],
      en_preparacion: ['comercio', 'operador', 'sistema'],
      listo: ['comercio', 'operador', 'sistema'],
      en_camino: ['operador', 'sistema'],
    },
  },
} as const satisfies Record<string, Move>;

export type MoveName = keyof typeof MOVES;

/** Whether a mover may make a move from an estado. */
export function mayMove(name: MoveName, from: EstadoPedido, mover: Mover): boolean {
  return ((MOVES[name] as Move).from[from] ?? []).includes(mover);
}

/** Whether what was reserved for a pedido is still there. */
export const HOLDS_STOCK: readonly EstadoPedido[] = ['pendiente', 'confirmado', 'en_preparacion'];

/** Whether what was sold with it is packed and still there. */
export const IS_PACKED: readonly EstadoPedido[] = ['listo'];
