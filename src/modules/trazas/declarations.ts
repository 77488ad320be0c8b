import type { Declarations } from '../../platform/declarations/declarations.js';
import { ESPERAS_PERSONAL } from './esperas.js';
import { QUEUE_OF } from './domain/via.js';
import { TRAZAS_PERSONAL } from './personal-data.js';
import { TRAZAS_FIELD_ERRORS, TRAZAS_PROBLEMS } from './trazas.errors.js';
import { TRAZAS_METRICS } from './trazas-metrics.js';
import { TRAZA_FIELDS } from './texts/traza-fields.js';
import { TRAZA_OPERATIONS } from './texts/traza-operations.js';

const CLOSED = { away: 'cola-no-disponible', full: 'cola-saturada' } as const;

/** What the platform is to know of this module. */
export const TRAZAS: Declarations = {
  problems: TRAZAS_PROBLEMS,
  fieldErrors: TRAZAS_FIELD_ERRORS,
  queues: [
    { name: QUEUE_OF.suelta, carriesItems: true, door: { share: 1, ...CLOSED } },
    { name: QUEUE_OF.masiva, carriesItems: true, door: { share: 0.9, ...CLOSED } },
    { name: 'esperas' },
  ],
  jobs: ['limpieza'],
  personal: [...TRAZAS_PERSONAL, ESPERAS_PERSONAL],
  metrics: TRAZAS_METRICS,
  description: {
    fields: [TRAZA_FIELDS],
    operations: TRAZA_OPERATIONS,
    pathParameters: {
      idEvento: { schema: { type: 'string', format: 'uuid' } },
      '/v1/capturas/{id}': {
        schema: { type: 'string' },
        example: '01980a3e-5c00-7a10-8d3b-2f6c1e9b4a05-0-1-5f2a90c3b41d',
      },
    },
  },
};

declare module '../../platform/queues/queues.js' {
  interface DeclaredQueues {
    trazas: (typeof QUEUE_OF)[keyof typeof QUEUE_OF] | 'esperas';
  }
}

declare module '../../platform/jobs/job-types.js' {
  interface DeclaredJobs {
    trazas: 'limpieza';
  }
}
