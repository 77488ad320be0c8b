import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { filesUnder } from '../architecture/planted-tree.js';
import { createInstallation, type Installation } from '../support/installation.js';
import { OtlpCollector, type SentSpan } from '../support/otlp-collector.js';
import { poll } from '../support/poll.js';

const [SERVER, PRODUCER, CONSUMER] = [2, 4, 5];

let house: Installation;
let collector: OtlpCollector;
let codigo: string;
beforeAll(async () => {
  collector = await OtlpCollector.open();
  house = await createInstallation();
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER_ARG: '0' };
  await house.start('api', env);
  await house.start('worker', env);
  codigo = (await house.given.envio()).codigo;
});
afterAll(async () => {
  await house.close();
  await collector.close();
});

/** A trace of a caller, who has it kept or not. */
const traced = (kept = true) => {
  const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
  return { traceId, spanId, headers: { traceparent: `00-${traceId}-${spanId}-0${kept ? 1 : 0}` } };
};
const post = (headers: Record<string, string>) =>
  house.http.post('/v1/trazas', house.given.traza(codigo), headers);
const ofKind = (spans: readonly SentSpan[], kind: number) => spans.find((span) => span.kind === kind);

test('one trace goes from the POST through group commit and queue to the commit', async () => {
  const caller = traced();
  const { status, headers } = await post(caller.headers);
  expect([status, headers.get('x-request-id')]).toEqual([202, caller.traceId]);
  const spans = await poll('the spans of both processes', async () => {
    const found = collector.of(caller.traceId);
    return ofKind(found, CONSUMER) && ofKind(found, SERVER) && found;
  });
  const [server, producer, consumer] = [SERVER, PRODUCER, CONSUMER].map(
    (kind) => ofKind(spans, kind) as SentSpan,
  );
  expect(server).toMatchObject({
    service: 'trazo-api',
    name: 'POST /v1/trazas',
    parentSpanId: caller.spanId,
    fields: { 'http.request.method': 'POST', 'http.route': '/v1/trazas', 'http.response.status_code': 202 },
  });
  expect(producer).toMatchObject({ service: 'trazo-api', parentSpanId: server?.spanId });
  expect(consumer).toMatchObject({ service: 'trazo-worker', parentSpanId: producer?.spanId });
});

test('many requests that become one tanda are linked to it', async () => {
  const linked = await poll('captures that went out together', async () => {
    const callers = Array.from({ length: 20 }, () => traced());
    await Promise.all(callers.map(({ headers }) => post(headers)));
    const ids = new Set(callers.map(({ traceId }) => traceId));
    return poll('their tandas', async () => {
      const consumers = collector.spans.filter(
        ({ kind, traceId, links }) =>
          kind === CONSUMER && (ids.has(traceId) || links.some((link) => ids.has(link.traceId))),
      );
      const reached = new Set(
        consumers.flatMap(({ traceId, links }) => [traceId, ...links.map((link) => link.traceId)]),
      );
      if ([...ids].some((id) => !reached.has(id))) return false;
      return { spans: consumers.filter(({ links }) => links.length > 1) };
    }).then(({ spans }) => spans.length > 0 && spans);
  });
  expect(linked[0]?.links.length).toBeGreaterThan(1);
});

test('a trace that its caller does not keep is not kept, nor one that begins here with a share of 0', async () => {
  const [unkept, kept] = [traced(false), traced()];
  await post(unkept.headers);
  await post({});
  await post(kept.headers);
  await poll('the one that is kept', async () => ofKind(collector.of(kept.traceId), CONSUMER));
  expect(collector.of(unkept.traceId)).toEqual([]);
  expect(collector.spans.every(({ kind, parentSpanId }) => kind !== SERVER || Boolean(parentSpanId))).toBe(
    true,
  );
});

test('nothing of it is loaded where no collector is set', () => {
  const sources = filesUnder('src', 'workers').filter((path) => path.endsWith('.ts'));
  const naming = (pattern: RegExp) => sources.filter((path) => pattern.test(readFileSync(path, 'utf8')));
  expect(naming(/from '@opentelemetry\//)).toEqual(['src/platform/tracing/otlp.ts']);
  expect(naming(/from '.*\/otlp\.js'/)).toEqual([]);
  expect(naming(/import\('\.\/otlp\.js'\)/)).toEqual(['src/platform/tracing/start-tracing.ts']);
});
