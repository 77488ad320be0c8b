import type { Declarations } from '../../platform/declarations/declarations.js';
import { OPERATION_FIELDS } from './texts/operation-fields.js';
import { OPERATION_SCHEMAS } from './texts/operation-schemas.js';
import { OPERATION_OPERATIONS } from './texts/operation-operations.js';

/** What the platform is to know of this module. */
export const OPERACION: Declarations = {
  description: {
    fields: [OPERATION_FIELDS],
    operations: OPERATION_OPERATIONS,
    schemaTexts: OPERATION_SCHEMAS,
  },
};
