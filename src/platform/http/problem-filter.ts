import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { inspect } from 'node:util';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseUnavailable, sqlState } from '../database/sql-errors.js';
import { typesTaken } from './content-types.js';
import { DomainError } from '../errors/domain-error.js';
import { problemAnswer } from '../errors/problem-answer.js';
import type { ProblemCode } from '../errors/problem.js';

/** Methods that a path is answered for. */
type MethodsOf = (path: string) => readonly string[];

/** Turns whatever was thrown into a problem document. The only place that decides what a caller gets to see. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  constructor(private readonly methodsOf: MethodsOf) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    // A request that came too slowly has its answer when whoever read it fails.
    if (reply.sent) return;
    const error = this.toDomainError(thrown, request);
    const { status, headers, body } = problemAnswer(error, request);
    // A 503 without a cause is a decision, logged when it was taken and not once a request: there may be thousands.
    if (status === 500 || (status > 500 && error.cause)) this.log(error, status, request);
    void reply.code(status).headers(headers).send(body);
  }

  private log(error: DomainError, status: number, { id, method, url, routeOptions }: FastifyRequest): void {
    const cause = error.cause ?? error;
    // Its pattern: a token may be part of the path.
    const route = routeOptions.url ?? url.split('?')[0];
    const line = { message: error.code, requestId: id, method, url: route };
    // What is away is known, and where the program was when it noticed tells nothing.
    if (status > 500)
      this.logger.warn({ ...line, error: cause instanceof Error ? cause.message : inspect(cause) });
    else this.logger.error({ ...line, stack: cause instanceof Error ? cause.stack : inspect(cause) });
  }

  private toDomainError(thrown: unknown, request: FastifyRequest): DomainError {
    if (thrown instanceof DomainError) return thrown;
    if (isGone(request)) return new DomainError('solicitud-abandonada', {}, [], thrown);
    if (sqlState(thrown) === '57014') return new DomainError('consulta-demasiado-larga', {}, [], thrown);
    if (isDatabaseUnavailable(thrown)) return new DomainError('base-no-disponible', {}, [], thrown);
    const code = codeOf(statusOf(thrown));
    if (!code) return new DomainError('interno', {}, [], thrown);
    const { url, method } = request;
    const ruta = url.split('?')[0] ?? url;
    const permitidos = code === 'ruta-desconocida' ? this.methodsOf(ruta) : [];
    if (permitidos.length > 0)
      return new DomainError('metodo-no-permitido', {
        ruta,
        metodo: method,
        permitidos: permitidos.join(', '),
      });
    const params = {
      ruta,
      tipos: typesTaken(request).join(', ') || 'application/json',
      motivo: (thrown as Error).message,
    };
    return new DomainError(code, params, [], thrown);
  }
}

/** Whether the client hung up before all of its body had come. */
function isGone({ raw }: FastifyRequest): boolean {
  return raw.destroyed && !raw.complete;
}

/** The status that Fastify, Nest or a plugin of theirs gave an error, if any. */
function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const { statusCode } = (thrown ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}

/** Problems of the HTTP layer itself, by that status. A file that may not be seen is none. */
const BY_STATUS: Partial<Record<number, ProblemCode>> = {
  400: 'json-invalido',
  403: 'ruta-desconocida',
  404: 'ruta-desconocida',
  413: 'cuerpo-demasiado-grande',
  415: 'tipo-de-contenido',
};

function codeOf(status: number | undefined): ProblemCode | undefined {
  if (status === undefined || status < 400 || status >= 500) return undefined;
  return BY_STATUS[status] ?? 'solicitud-invalida';
}
