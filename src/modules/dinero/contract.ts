export { Dinero, Importe } from './dinero.dto.js';
export { allocate, MAX_MONTO, perMilleOf, perMilleWithin } from './domain/amounts.js';
export { refuseCardNumbers } from './no-cards.js';
export { Moneda } from './moneda-field.js';
