import type { PersonalData } from '../../platform/personal/personal-data.js';

const COLUMNS = [
  ...['contacto_nombre', 'contacto_telefono', 'instrucciones'],
  ...['direccion', 'codigo_postal', 'lat', 'lon'].map((column) => `entrega_${column}`),
];

/** What is held of whoever buys. */
export const PEDIDOS_PERSONAL: readonly PersonalData[] = [
  {
    name: 'pedidos',
    columns: COLUMNS.map((column) => `pedidos.${column}`),
    by: 'clienteId',
    read: 'SELECT * FROM pedidos WHERE comprador_id = $1 ORDER BY id',
    erase: [
      `UPDATE pedidos SET ${COLUMNS.map((column) => `${column} = NULL`).join(', ')} WHERE comprador_id = $1`,
    ],
    kept: {
      what: {
        es: 'Los pedidos sin nombres, direcciones ni teléfonos: productos, montos, ciudades, fechas y estados.',
        en: 'Pedidos without names, addresses and telephones: productos, amounts, cities, dates and estados.',
      },
      why: {
        es: 'Una venta ha de poder probarse ante la autoridad tributaria y en un reclamo.',
        en: 'A sale has to be proven to the tax authority and in a claim.',
      },
    },
  },
  {
    name: 'lineasDePedidos',
    columns: ['pedido_lineas.nota'],
    by: 'clienteId',
    read: `
      SELECT l.* FROM pedido_lineas l JOIN pedidos p ON p.id = l.pedido_id
      WHERE p.comprador_id = $1 ORDER BY l.pedido_id, l.indice`,
    erase: [
      `UPDATE pedido_lineas SET nota = NULL
       WHERE nota IS NOT NULL AND pedido_id IN (SELECT id FROM pedidos WHERE comprador_id = $1)`,
    ],
  },
];
