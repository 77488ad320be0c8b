/** Values that a span tells. */
export type SpanFields = Readonly<Record<string, string | number | boolean>>;

/** A piece of work under way, of a trace that is kept. */
export interface LiveSpan {
  /** W3C Trace Context of it, for whoever goes on with the trace. */
  readonly traceparent: string;
  /** @param failed - Whether it went wrong. */
  end(fields?: SpanFields, failed?: boolean): void;
}

/** How a span begins. */
export interface SpanStart {
  readonly name: string;
  readonly kind: 'server' | 'client' | 'producer' | 'consumer';
  /** `traceparent` of what it belongs to; left out, a trace begins. */
  readonly parent?: string | undefined;
  /** Id of the trace that begins, 32 hex digits; random if left out. */
  readonly traceId?: string;
  /** `traceparent` of other work that it is done for. */
  readonly links?: readonly string[];
  readonly fields?: SpanFields;
}

type Starter = (start: SpanStart) => LiveSpan | undefined;

let starter: Starter | undefined;

/**
 * Begins a span.
 *
 * @returns undefined where no traces are kept, or not this one: then it costs nothing.
 */
export function startSpan(start: SpanStart): LiveSpan | undefined {
  return starter?.(start);
}

/** Has spans begin from now on; undefined ends that. Only what exports them calls it. */
export function keepSpans(by: Starter | undefined): void {
  starter = by;
}
