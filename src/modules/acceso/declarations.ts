import type { Declarations } from '../../platform/declarations/declarations.js';
import { ACCESO_FIELD_ERRORS, ACCESO_PROBLEMS } from './acceso.errors.js';
import { ACCESS_FIELDS } from './texts/access-fields.js';
import { ACCESS_OPERATIONS } from './texts/access-operations.js';
import { ACCESS_SCHEMAS } from './texts/access-schemas.js';

/** What the platform is to know of this module. */
export const ACCESO: Declarations = {
  problems: ACCESO_PROBLEMS,
  fieldErrors: ACCESO_FIELD_ERRORS,
  description: { fields: [ACCESS_FIELDS], operations: ACCESS_OPERATIONS, schemaTexts: ACCESS_SCHEMAS },
};
