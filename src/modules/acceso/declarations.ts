import type { Declarations } from '../../platform/declarations/declarations.js';
import { ACCESO_FIELD_ERRORS, ACCESO_PROBLEMS } from './acceso.errors.js';
import { ACCESO_PERSONAL } from './personas/personal-data.js';
import { ACCESS_FIELDS } from './texts/access-fields.js';
import { ACCESS_OPERATIONS } from './texts/access-operations.js';
import { ACCESS_SCHEMAS } from './texts/access-schemas.js';

/** What the platform is to know of this module. */
export const ACCESO: Declarations = {
  problems: ACCESO_PROBLEMS,
  fieldErrors: ACCESO_FIELD_ERRORS,
  jobs: ['tramites'],
  personal: ACCESO_PERSONAL,
  description: { fields: [ACCESS_FIELDS], operations: ACCESS_OPERATIONS, schemaTexts: ACCESS_SCHEMAS },
};

declare module '../../platform/jobs/job-types.js' {
  interface DeclaredJobs {
    acceso: 'tramites';
  }
}
