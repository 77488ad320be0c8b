import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { inspect } from 'node:util';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseUnavailable, sqlState } from '../database/sql-errors.js';
import { typesTaken } from '../http/content-types.js';
import { DomainError } from './domain-error.js';
import { languageOf, problemDocument } from './problem-document.js';
import { PROBLEMS, type ProblemCode } from './problems.js';

/** Seconds after which a 503 may be tried again; spread, so that clients do not come back all at once. */
const retryAfter = ({ params }: DomainError) =>
  Number(params['segundos'] ?? 1 + Math.floor(Math.random() * 4));

/** Turns whatever was thrown into a problem document. The only place that decides what a caller gets to see. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const error = toDomainError(thrown, request);
    const { status } = PROBLEMS[error.code];
    // A 503 without a cause is a decision, logged when it was taken and not once a request: there may be thousands.
    if (status === 500 || (status > 500 && error.cause)) this.log(error, request);
    if (status === 503) void reply.header('retry-after', retryAfter(error));
    const context = {
      language: languageOf(request.headers['accept-language']),
      instance: request.url,
      requestId: request.id,
    };
    void reply
      .code(status)
      .header('content-language', context.language)
      .type('application/problem+json')
      .send(JSON.stringify(problemDocument(error, context)));
  }

  private log(error: DomainError, { id, method, url }: FastifyRequest): void {
    const cause = error.cause ?? error;
    const stack = cause instanceof Error ? cause.stack : inspect(cause);
    this.logger.error({ message: error.code, requestId: id, method, url, stack });
  }
}

/** Problems of the HTTP layer itself, by the status that Fastify or Nest gave them. */
const BY_STATUS: Partial<Record<number, ProblemCode>> = {
  400: 'json-invalido',
  404: 'ruta-desconocida',
  413: 'cuerpo-demasiado-grande',
  415: 'tipo-de-contenido',
};

function toDomainError(thrown: unknown, request: FastifyRequest): DomainError {
  if (thrown instanceof DomainError) return thrown;
  if (sqlState(thrown) === '57014') return new DomainError('consulta-demasiado-larga', {}, [], thrown);
  if (isDatabaseUnavailable(thrown)) return new DomainError('base-no-disponible', {}, [], thrown);
  const code = thrown instanceof HttpException ? BY_STATUS[thrown.getStatus()] : undefined;
  if (!code) return new DomainError('interno', {}, [], thrown);
  const { url } = request;
  const params = { ruta: url.split('?')[0] ?? url, tipos: typesTaken(request).join(', ') };
  return new DomainError(code, params, [], thrown);
}
