import type { IncomingHttpHeaders } from 'node:http';
import type { DomainError } from './domain-error.js';
import { PROBLEMS_ANSWERED } from './problem-metrics.js';
import { languageOf, problemDocument } from './problem-document.js';
import { problemOf } from './problem-registry.js';

/** What an error is about. */
export interface Asked {
  url: string;
  id: string;
  headers: IncomingHttpHeaders;
}

/** An error as an answer. */
export interface ProblemAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Seconds after which a 429 or 503 may be tried again; spread, so that clients do not come back all at once. */
const retryAfter = ({ params }: DomainError) =>
  Number(params['segundos'] ?? 1 + Math.floor(Math.random() * 4)).toString();

/** An error as a problem document (RFC 9457), with the headers that its status asks for. */
export function problemAnswer(error: DomainError, { url, id, headers }: Asked): ProblemAnswer {
  const { status } = problemOf(error.code);
  PROBLEMS_ANSWERED.of(error.code).add();
  const language = languageOf(headers['accept-language']);
  return {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'content-language': language,
      // RFC 9110, 15.5.2.
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
      ...((status === 429 || status === 503) && { 'retry-after': retryAfter(error) }),
      ...(status === 405 && { allow: error.params['permitidos'] as string }),
    },
    body: JSON.stringify(problemDocument(error, { language, instance: url, requestId: id })),
  };
}
