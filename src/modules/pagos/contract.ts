export { keyRequired } from './key-required.js';
export { PagoBook } from './pago-book.js';
export { PAGO_CAMBIADO } from './pago-cambiado.js';
export { Pago, PagoDePedido, PagoInput } from './pago.dto.js';
export { toPago, toPagoDePedido } from './pago-row.js';
