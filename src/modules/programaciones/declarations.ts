import type { Declarations } from '../../platform/declarations/declarations.js';
import { PROGRAMACIONES_PROBLEMS } from './programaciones.errors.js';
import { JOB_FIELDS } from './texts/job-fields.js';
import { JOB_OPERATIONS } from './texts/job-operations.js';
import { JOB_SCHEMAS } from './texts/job-schemas.js';

/** What the platform is to know of this module. */
export const PROGRAMACIONES: Declarations = {
  problems: PROGRAMACIONES_PROBLEMS,
  queues: [{ name: 'programaciones' }],
  description: { fields: [JOB_FIELDS], operations: JOB_OPERATIONS, schemaTexts: JOB_SCHEMAS },
};

declare module '../../platform/queues/queues.js' {
  interface DeclaredQueues {
    programaciones: 'programaciones';
  }
}
