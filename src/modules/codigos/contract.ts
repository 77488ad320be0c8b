export { Codigo, CodigoPipe, Codigos, parseCodigo } from './codigo-field.js';
export { CodigoBook } from './codigo-book.js';
export {
  checkDigit,
  codigoOf,
  faultOfCodigo,
  nearCodigos,
  normalizeCodigo,
  serialOf,
} from './domain/codigo.js';
