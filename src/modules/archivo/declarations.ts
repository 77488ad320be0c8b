import type { Declarations } from '../../platform/declarations/declarations.js';
import { ARCHIVO_FIELD_ERRORS, ARCHIVO_PROBLEMS } from './archivo.errors.js';
import { ARCHIVE_HEADERS } from './texts/headers.js';

/** What the platform is to know of this module. */
export const ARCHIVO: Declarations = {
  problems: ARCHIVO_PROBLEMS,
  fieldErrors: ARCHIVO_FIELD_ERRORS,
  jobs: ['archivado', 'restauracion', 'purga'],
  description: { headers: ARCHIVE_HEADERS },
};

declare module '../../platform/jobs/job-types.js' {
  interface DeclaredJobs {
    archivo: 'archivado' | 'restauracion' | 'purga';
  }
}
