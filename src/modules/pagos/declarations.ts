import type { Declarations } from '../../platform/declarations/declarations.js';
import { PAGOS_FIELD_ERRORS, PAGOS_PROBLEMS } from './pagos.errors.js';
import { PAGOS_FIELDS } from './texts/pagos-fields.js';
import { PAGOS_OPERATIONS } from './texts/pagos-operations.js';
import { PAGOS_SCHEMAS } from './texts/pagos-schemas.js';

/** What the platform is to know of this module. */
export const PAGOS: Declarations = {
  problems: PAGOS_PROBLEMS,
  fieldErrors: PAGOS_FIELD_ERRORS,
  description: { fields: [PAGOS_FIELDS], operations: PAGOS_OPERATIONS, schemaTexts: PAGOS_SCHEMAS },
};
