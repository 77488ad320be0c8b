import type { Declarations } from '../../platform/declarations/declarations.js';
import { CATALOGO_FIELD_ERRORS, CATALOGO_PROBLEMS } from './catalogo.errors.js';
import { CATALOGO_FIELDS } from './texts/catalogo-fields.js';
import { CATALOGO_OPERATIONS } from './texts/catalogo-operations.js';
import { CATALOGO_SCHEMAS } from './texts/catalogo-schemas.js';

/** What the platform is to know of this module. */
export const CATALOGO: Declarations = {
  problems: CATALOGO_PROBLEMS,
  fieldErrors: CATALOGO_FIELD_ERRORS,
  jobs: ['revision-de-existencias'],
  description: {
    fields: [CATALOGO_FIELDS],
    operations: CATALOGO_OPERATIONS,
    schemaTexts: CATALOGO_SCHEMAS,
  },
};

declare module '../../platform/jobs/job-types.js' {
  interface DeclaredJobs {
    catalogo: 'revision-de-existencias';
  }
}
