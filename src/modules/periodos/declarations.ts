import type { Declarations } from '../../platform/declarations/declarations.js';
import { PERIODOS_FIELD_ERRORS } from './periodos.errors.js';
import { ARCHIVE_FIELDS } from './texts/archive-fields.js';

/** What the platform is to know of this module. */
export const PERIODOS: Declarations = {
  fieldErrors: PERIODOS_FIELD_ERRORS,
  monthTable: 'periodos',
  jobs: ['refresco', 'apertura-de-periodos', 'reconstruccion'],
  description: {
    fields: [ARCHIVE_FIELDS],
    pathParameters: { mes: { schema: { type: 'string', pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' } } },
  },
};

declare module '../../platform/jobs/job-types.js' {
  interface DeclaredJobs {
    periodos: 'refresco' | 'apertura-de-periodos' | 'reconstruccion';
  }
}
