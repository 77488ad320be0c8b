export { CatalogReader, type SoldComercio } from './catalog-reader.js';
export { Conditions } from './conditions.js';
export { type DealOwner, dealOwner } from './deal-owner.js';
export { isWithin } from './domain/zone.js';
export { type Pieces, Stock } from './existencias/stock.js';
export { ownComercio } from './own-comercio.js';
export type { Producto } from './productos/producto.dto.js';
export { Simbolo } from './productos/simbolo-field.js';
