export { Codigo, CodigoPipe, Codigos, parseCodigo } from './codigo-field.js';
export { ENVIO_CODES, findUsedCodes, SELECT_ENVIO_IDS } from './envio-codes.js';
export { CodigoBook } from './codigo-book.js';
export {
  checkDigit,
  codigoOf,
  faultOfCodigo,
  nearCodigos,
  normalizeCodigo,
  serialOf,
} from './domain/codigo.js';
