import {
  type Link,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type SpanContext,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  RandomIdGenerator,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { keepSpans, type LiveSpan, type SpanStart } from './span.js';

/** Where spans go, and how many. */
export interface OtlpOptions {
  /** URL of the collector, without `/v1/traces`. */
  endpoint: string;
  /** Share of the traces that begin here and are kept, 0 to 1; whoever calls with a trace decides of his own. */
  share: number;
  /** Name of the service. */
  service: string;
}

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

/** Gives a trace that begins the id that its request has. */
class RequestIds extends RandomIdGenerator {
  wanted: string | undefined;

  constructor() {
    super();
    const random = this.generateTraceId.bind(this);
    this.generateTraceId = () => this.wanted ?? random();
  }
}

function contextOf(traceparent: string): SpanContext | undefined {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent) ?? [];
  if (!traceId || !spanId || !flags) return undefined;
  return { traceId, spanId, traceFlags: parseInt(flags, 16), isRemote: true };
}

/**
 * Keeps spans and sends them to a collector by OTLP. Loaded only where one is set.
 *
 * @returns what sends the last ones and ends it.
 */
export function keepOtlp({ endpoint, share, service }: OtlpOptions): () => Promise<void> {
  const ids = new RequestIds();
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new TracerProvider({
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    resource: resourceFromAttributes({ 'service.name': service }),
    idGenerator: ids,
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 })],
  });
  const tracer = provider.getTracer('trazo');
  keepSpans(({ name, kind, parent, traceId, links = [], fields = {} }: SpanStart): LiveSpan | undefined => {
    const above = parent === undefined ? undefined : contextOf(parent);
    ids.wanted = traceId;
    const span = tracer.startSpan(
      name,
      {
        kind: KINDS[kind],
        attributes: { ...fields },
        links: links.flatMap((each): Link[] => {
          const context = contextOf(each);
          return context ? [{ context }] : [];
        }),
      },
      above ? trace.setSpanContext(ROOT_CONTEXT, above) : ROOT_CONTEXT,
    );
    ids.wanted = undefined;
    if (!span.isRecording()) return undefined;
    const { traceId: of, spanId } = span.spanContext();
    return {
      traceparent: `00-${of}-${spanId}-01`,
      end(told = {}, failed = false) {
        span.setAttributes({ ...told });
        if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
    };
  });
  return async () => {
    keepSpans(undefined);
    // A collector that is away must not hold up the end.
    await provider.shutdown().catch(() => undefined);
  };
}
