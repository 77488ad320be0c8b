import type { Declarations } from '../../platform/declarations/declarations.js';
import { IMPORTACIONES_FIELD_ERRORS, IMPORTACIONES_PROBLEMS } from './importaciones.errors.js';
import { IMPORTACIONES_PERSONAL } from './personal-data.js';

/** What the platform is to know of this module. */
export const IMPORTACIONES: Declarations = {
  problems: IMPORTACIONES_PROBLEMS,
  fieldErrors: IMPORTACIONES_FIELD_ERRORS,
  personal: IMPORTACIONES_PERSONAL,
  queues: [{ name: 'importaciones' }],
};

declare module '../../platform/queues/queues.js' {
  interface DeclaredQueues {
    importaciones: 'importaciones';
  }
}
