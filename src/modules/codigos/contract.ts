export { CodigoBook } from './codigo-book.js';
export {
  checkDigit,
  codigoOf,
  faultOfCodigo,
  nearCodigos,
  normalizeCodigo,
  serialOf,
} from './domain/codigo.js';
