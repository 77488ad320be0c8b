import type { Declarations } from '../../platform/declarations/declarations.js';
import { PEDIDOS_PERSONAL } from './personal-data.js';
import { PEDIDOS_FIELD_ERRORS, PEDIDOS_PROBLEMS } from './pedidos.errors.js';
import { PEDIDOS_FIELDS } from './texts/pedidos-fields.js';
import { PEDIDOS_OPERATIONS } from './texts/pedidos-operations.js';
import { PEDIDOS_SCHEMAS } from './texts/pedidos-schemas.js';

/** What the platform is to know of this module. */
export const PEDIDOS: Declarations = {
  personal: PEDIDOS_PERSONAL,
  problems: PEDIDOS_PROBLEMS,
  fieldErrors: PEDIDOS_FIELD_ERRORS,
  description: { fields: [PEDIDOS_FIELDS], operations: PEDIDOS_OPERATIONS, schemaTexts: PEDIDOS_SCHEMAS },
};
