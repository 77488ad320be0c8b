import { AsyncLocalStorage } from 'node:async_hooks';

/** What every line says that is written meanwhile. */
export interface LineContext {
  /** Of the request that is answered, or of the one that asked for the work in hand. */
  readonly requestId?: string | undefined;
  /** Of the requests that asked for it, where many are worked off together. */
  readonly requestIds?: readonly string[] | undefined;
  /** Of the trace that the work belongs to. */
  readonly traceId?: string | undefined;
  /** W3C Trace Context of the work in hand, where its trace is kept. No line says it. */
  readonly traceparent?: string | undefined;
  /** Queue and job in hand. */
  readonly cola?: string;
  readonly trabajo?: string | undefined;
}

const contexts = new AsyncLocalStorage<LineContext>();

/** Runs work whose lines say all of this. */
export function withContext<T>(context: LineContext, work: () => T): T {
  return contexts.run(context, work);
}

/** What the lines of the work in hand say; undefined outside of any. */
export const contextInHand = (): LineContext | undefined => contexts.getStore();
