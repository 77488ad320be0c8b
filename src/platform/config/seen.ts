import { z } from 'zod';
import { integer } from './numbers.js';

/** Variables of what a process tells of itself. */
export const SEEN = {
  TRAZO_METRICAS_PUERTO: integer(0, 65_535)
    .optional()
    .describe(
      'Port of `GET /metrics` (Prometheus), which is not for the public; each process needs its own. `npm start` gives the API this one and the worker the next. Left out, there is none.',
    ),
  TRAZO_METRICAS_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address that it listens on; `0.0.0.0` for all, where the network keeps the public out.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url('debe ser una URL')
    .optional()
    .describe(
      'URL of an OpenTelemetry collector that takes OTLP over HTTP, without `/v1/traces`. Left out, no traces are kept and nothing of them is loaded.',
    ),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe(
      'Share of the traces that begin here and are kept. Whoever calls with `traceparent` decides of his own.',
    ),
  TRAZO_LOG: z
    .enum(['json', 'texto'])
    .default('json')
    .describe(
      'Form of the log: `json`, an object a line, or `texto`, for people: without the requests that succeeded. `npm start` takes `texto`.',
    ),
  TRAZO_LOG_NIVEL: z
    .enum(['debug', 'info', 'log', 'warn', 'error', 'fatal'])
    .default('info')
    .transform((level) => (level === 'log' ? 'info' : level))
    .describe(
      'Least severity that is logged; `log` is `info`. `trazo registro nivel` changes it for a while without a restart.',
    ),
};
