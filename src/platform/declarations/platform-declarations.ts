import { PLATFORM_HEADERS } from '../api-description/headers.js';
import { PLATFORM_SCHEMAS } from '../api-description/other-schemas.js';
import { PLATFORM_FIELD_ERRORS } from '../errors/field-errors.js';
import { PLATFORM_PROBLEMS } from '../errors/platform-problems.js';
import { IDEMPOTENCY_PERSONAL } from '../idempotency/personal-data.js';
import { PROBLEMS_ANSWERED } from '../errors/problem-metrics.js';
import { HTTP_METRICS } from '../http/http-metrics.js';
import { JOB_METRICS } from '../jobs/job-metrics.js';
import { QUEUE_METRICS } from '../queues/queue-metrics.js';
import { SCRAPE_FAILURES } from '../scrape/scrape-failures.js';
import type { Declarations } from './declarations.js';

/** What the platform declares itself. */
export const PLATFORM: Declarations = {
  problems: PLATFORM_PROBLEMS,
  fieldErrors: PLATFORM_FIELD_ERRORS,
  personal: IDEMPOTENCY_PERSONAL,
  metrics: [...HTTP_METRICS, PROBLEMS_ANSWERED, ...JOB_METRICS, ...QUEUE_METRICS, SCRAPE_FAILURES],
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
