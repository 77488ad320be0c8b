import { type LiveSpan, startSpan } from '../../platform/tracing/span.js';
import type { Tanda } from './domain/tanda.js';
import type { Capture } from './posted-by.js';

/** What a tanda says of the requests that it came with, and the span of its way into the queue. */
export interface TandaTrace {
  told: Pick<Tanda, 'solicitudes' | 'traceparent' | 'vinculos'>;
  span: LiveSpan | undefined;
}

/** It goes on with the trace of the first capture that has one, and names those of the others. */
export function traceOf(captures: readonly Capture[]): TandaTrace {
  const solicitudes = [...new Set(captures.flatMap(({ requestId }) => requestId ?? []))];
  const links = captures.flatMap(({ traceparent }) => traceparent ?? []);
  const [parent] = links;
  const span =
    parent === undefined ? undefined : startSpan({ name: 'publish tanda', kind: 'producer', parent, links });
  return {
    span,
    told: {
      ...(solicitudes.length > 0 && { solicitudes }),
      ...(span && { traceparent: span.traceparent }),
      ...(links.length > 1 && { vinculos: links }),
    },
  };
}
