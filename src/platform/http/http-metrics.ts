import { METHODS } from 'node:http';
import type { RequestEnd } from '../logging/request-end.js';
import { Counter } from '../metrics/counter.js';
import { Histogram } from '../metrics/histogram.js';

const LABELS = ['method', 'route', 'status'];

/** Upper bounds in seconds; 0.2 and 1 are those of the objectives. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10];

const requests = new Counter({
  name: 'trazo_http_requests_total',
  help: 'Requests that are over, by pattern of their route (empty: none) and class of their status.',
  labels: LABELS,
});

const durations = new Histogram({
  name: 'trazo_http_request_duration_seconds',
  help: 'From the headers of a request to the last byte of its answer.',
  labels: LABELS,
  bounds: BOUNDS,
});

const aborted = new Counter({
  name: 'trazo_http_aborted_total',
  help: 'Requests whose client hung up before the end of the answer.',
});

/** What is counted of requests. */
export const HTTP_METRICS = [requests, durations, aborted];

const CLASSES = ['otros', '1xx', '2xx', '3xx', '4xx', '5xx'];
const KNOWN = new Set(METHODS);

/** Counts a request that is over. A stranger chooses none of its labels. */
export function countRequest({
  method = '',
  route = '',
  status,
  durationMs,
  aborted: hungUp,
}: RequestEnd): void {
  const verb = KNOWN.has(method) ? method : '';
  const kind = CLASSES[Math.floor(status / 100)] ?? 'otros';
  requests.of(verb, route, kind).add();
  durations.of(verb, route, kind).observe(durationMs / 1_000);
  if (hungUp) aborted.of().add();
}
