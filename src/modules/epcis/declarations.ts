import type { Declarations } from '../../platform/declarations/declarations.js';
import { EPCIS_FIELD_ERRORS, EPCIS_PROBLEMS } from './epcis.errors.js';
import { EPCIS_DIALECT } from './dialect.js';
import { EPCIS_QUERY_FIELDS } from './texts/epcis-fields.js';
import { EPCIS_HEADERS } from './texts/headers.js';
import { EPCIS_SCHEMAS } from './texts/schemas.js';

/** What the platform is to know of this module. */
export const EPCIS: Declarations = {
  problems: EPCIS_PROBLEMS,
  fieldErrors: EPCIS_FIELD_ERRORS,
  dialects: [EPCIS_DIALECT],
  description: {
    fields: [EPCIS_QUERY_FIELDS],
    headers: EPCIS_HEADERS,
    schemas: EPCIS_SCHEMAS,
    pathParameters: { captureID: { schema: { type: 'string', format: 'uuid' } } },
  },
};
