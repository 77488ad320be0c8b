import type { Declarations } from '../../platform/declarations/declarations.js';
import { ENVIOS_FIELD_ERRORS, ENVIOS_PROBLEMS } from './envios.errors.js';
import { ENVIOS_PERSONAL } from './personal-data.js';
import { ENVIO_FIELDS } from './texts/envio-fields.js';
import { ENVIO_OPERATIONS } from './texts/envio-operations.js';
import { ENVIO_HEADERS } from './texts/headers.js';
import { QUERY_FIELDS } from './texts/query-fields.js';
import { ENVIO_SCHEMAS } from './texts/schema-texts.js';

/** What the platform is to know of this module. */
export const ENVIOS: Declarations = {
  problems: ENVIOS_PROBLEMS,
  fieldErrors: ENVIOS_FIELD_ERRORS,
  jobs: ['propagacion'],
  personal: ENVIOS_PERSONAL,
  description: {
    fields: [ENVIO_FIELDS, QUERY_FIELDS],
    operations: ENVIO_OPERATIONS,
    schemaTexts: ENVIO_SCHEMAS,
    headers: ENVIO_HEADERS,
  },
};

declare module '../../platform/jobs/job-types.js' {
  interface DeclaredJobs {
    envios: 'propagacion';
  }
}
