import {
  BrokenCircuitError,
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  ConsecutiveBreaker,
  handleWhen,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';
import { contextInHand } from '../logging/log-context.js';
import { startSpan } from '../tracing/span.js';

/** Most that a stranger may answer with, in bytes: what he says is kept in memory. */
const MAX_ANSWER = 1_048_576;

/** Milliseconds that a call may take, its answer included. */
const CALL_MS = 5_000;

/** Calls at a time, and calls that wait for their turn. */
const AT_A_TIME = 20;
const IN_LINE = 40;

/** After so many failures in a row he is left alone for so many milliseconds. */
const FAILURES = 5;
const REST_MS = 10_000;

/** A stranger did not answer, answered that he cannot, or is not asked at the moment. */
export class StrangerAway extends Error {}

const isAway = (error: unknown) => error instanceof StrangerAway || error instanceof TaskCancelledError;

/** A system of somebody else that is called over HTTP: no call lasts for ever, and while he is down he is left alone. */
export class Stranger {
  private readonly policy = wrap(
    bulkhead(AT_A_TIME, IN_LINE),
    circuitBreaker(handleWhen(isAway), { halfOpenAfter: REST_MS, breaker: new ConsecutiveBreaker(FAILURES) }),
    timeout(CALL_MS, TimeoutStrategy.Aggressive),
  );

  /** @param name - For the log. */
  constructor(readonly name: string) {}

  /**
   * `fetch`, under the limits. Redirections are not followed: a stranger does not say whom else we ask.
   *
   * @returns the answer, read to its end.
   * @throws {StrangerAway}
   */
  async fetch(url: string, options: RequestInit): Promise<Response> {
    const parent = contextInHand()?.traceparent;
    const span =
      parent === undefined ? undefined : startSpan({ name: `call ${this.name}`, kind: 'client', parent });
    const traced = span ? withHeader(options, 'traceparent', span.traceparent) : options;
    try {
      const answer = await this.policy.execute(({ signal }) => fetchWhole(url, traced, signal));
      span?.end({ 'http.response.status_code': answer.status });
      return answer;
    } catch (error) {
      span?.end({}, true);
      if (isAway(error) || error instanceof BrokenCircuitError || error instanceof BulkheadRejectedError)
        throw new StrangerAway(`${this.name}: ${(error as Error).message}`, { cause: error });
      throw error;
    }
  }
}

function withHeader(options: RequestInit, name: string, value: string): RequestInit {
  const headers = new Headers(options.headers);
  headers.set(name, value);
  return { ...options, headers };
}

/** Whether an error, or what caused it, says that a stranger is away. */
export function isStrangerAway(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause)
    if (each instanceof StrangerAway) return true;
  return false;
}

async function fetchWhole(url: string, options: RequestInit, limit: AbortSignal): Promise<Response> {
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  const response = await fetch(url, { ...options, signal, redirect: 'manual' }).catch(away);
  const body = await readWhole(response).catch(away);
  if (response.status >= 500) throw new StrangerAway(`answered ${response.status}`);
  const { status, headers } = response;
  // What has no body must not be given one (204, 304).
  return new Response(body.length > 0 ? body : null, { status, headers });
}

async function readWhole(response: Response): Promise<Buffer<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > MAX_ANSWER) throw new Error(`answered with more than ${MAX_ANSWER} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function away(error: unknown): never {
  throw new StrangerAway(String(error), { cause: error });
}
