import { PLATFORM_HEADERS } from '../api-description/headers.js';
import { PLATFORM_SCHEMAS } from '../api-description/other-schemas.js';
import { PLATFORM_FIELD_ERRORS } from '../errors/field-errors.js';
import { PLATFORM_PROBLEMS } from '../errors/platform-problems.js';
import { IDEMPOTENCY_PERSONAL } from '../idempotency/personal-data.js';
import type { Declarations } from './declarations.js';

/** What the platform declares itself. */
export const PLATFORM: Declarations = {
  problems: PLATFORM_PROBLEMS,
  fieldErrors: PLATFORM_FIELD_ERRORS,
  personal: IDEMPOTENCY_PERSONAL,
  queues: [{ name: 'ejecuciones' }, { name: 'plazos' }],
  description: {
    headers: PLATFORM_HEADERS,
    schemas: PLATFORM_SCHEMAS,
    pathParameters: { id: { schema: { type: 'string', format: 'uuid' } } },
  },
};

declare module '../queues/queues.js' {
  interface DeclaredQueues {
    platform: 'ejecuciones' | 'plazos';
  }
}
