import type { OperationTexts } from '../../../platform/api-description/texts/text.js';

const PRICE = [
  'comercio-cerrado',
  'producto-no-disponible',
  'fuera-de-zona',
  'minimo-no-alcanzado',
  'cupon-no-valido',
  'precio-cambiado',
];
const MOVED = ['pedido-en-otro-estado'];

/** The sale, from basket to door. */
export const PEDIDOS_OPERATIONS: OperationTexts = {
  'POST /v1/pedidos': {
    id: 'crearPedido',
    en: 'Places a pedido of a comercio',
    problems: [
      ...PRICE,
      'clave-idempotencia-requerida',
      'no-permitido',
      'sin-existencias',
      'vale-insuficiente',
    ],
  },
  'POST /v1/pedidos/cotizacion': {
    id: 'cotizarPedido',
    en: 'Says what a pedido would cost; keeps nothing',
    problems: PRICE,
  },
  'GET /v1/pedidos': { id: 'listarPedidos', en: 'Lists and searches pedidos' },
  'GET /v1/pedidos/{id}': { id: 'leerPedido', en: 'Reads a pedido' },
  'GET /v1/pedidos/{id}/hechos': { id: 'leerHechosDePedido', en: 'Reads the whole story of a pedido' },
  'POST /v1/pedidos/{id}/pagos': {
    id: 'pagarPedido',
    en: 'Pays in another way what is left of a pedido that waits for its money',
    problems: [...MOVED, 'clave-idempotencia-requerida', 'vale-insuficiente'],
  },
  'POST /v1/pedidos/{id}/preparacion': {
    id: 'prepararPedido',
    en: 'The comercio accepts a pedido and begins to prepare it',
    problems: MOVED,
  },
  'POST /v1/pedidos/{id}/listo': {
    id: 'alistarPedido',
    en: 'The pedido is ready: it leaves the stock and, if it is brought, its envío is created',
    problems: MOVED,
  },
  'POST /v1/pedidos/{id}/entrega': {
    id: 'entregarPedido',
    en: 'Hands a pedido over to whoever fetches it, by its code',
    problems: MOVED,
  },
  'POST /v1/pedidos/{id}/cancelacion': {
    id: 'cancelarPedido',
    en: 'Cancels a pedido: all that it did is undone',
    problems: MOVED,
  },
  'POST /v1/cupones': { id: 'crearCupon', en: 'Makes a cupón', problems: ['codigo-en-uso'] },
  'GET /v1/cupones': { id: 'listarCupones', en: 'Lists cupones, the newest first' },
};
