import type { FastifyReply, FastifyRequest } from 'fastify';
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { DomainError } from '../errors/domain-error.js';
import { problemAnswer } from '../errors/problem-answer.js';
import type { OnEnd } from '../logging/request-end.js';

/** Longest part of a path that stands for a parameter. */
export const MAX_PARAM_LENGTH = 200;

/** What is answered without Fastify: ids for it, and who is told of it. */
export interface Refusals {
  /** A new id for a request that nobody has given one yet. */
  newId: () => string;
  onEnd: OnEnd;
}

/** What is known of a request that there is not. */
interface Unread extends Refusals {
  /** Milliseconds within which its headers had to come. */
  headersMs: number;
}

/** Answers what Node refuses before there is a request: nothing is known of it, not even its language. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket, unread: Unread): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) return void socket.destroy(error);
  endWith(problemOf(error, unread.headersMs), socket, unread);
}

/** Answers a CONNECT (RFC 9110, 9.3.6); Node itself would close the connection without a word. */
export function answerTunnels(server: Server, refusals: Refusals): void {
  server.on('connect', (_request: IncomingMessage, socket: Socket) => {
    socket.on('error', () => undefined);
    endWith(new DomainError('metodo-no-implementado'), socket, refusals);
  });
}

function endWith(error: DomainError, socket: Socket, { newId, onEnd }: Refusals): void {
  const requestId = newId();
  const { status, headers, body } = problemAnswer(error, { url: '', id: requestId, headers: {} });
  onEnd({ requestId, status, durationMs: 0 });
  const lines = Object.entries({
    ...headers,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`, () =>
    socket.destroy(),
  );
}

function problemOf({ code, message }: NodeJS.ErrnoException, headersMs: number): DomainError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new DomainError('solicitud-lenta', { segundos: headersMs / 1_000 });
  if (code === 'HPE_INVALID_VERSION' || code === 'HPE_PAUSED_H2_UPGRADE')
    return new DomainError('version-de-http', { version: 'otra' });
  if (code === 'HPE_HEADER_OVERFLOW') return new DomainError('cabeceras-demasiado-grandes');
  return new DomainError('solicitud-invalida', { motivo: message.replace(/^Parse Error: /, '') });
}

/** Answers what the router refuses before there is a route: a path that cannot be decoded, a parameter too long. */
export function answerRouterError(
  error: Error & { code?: string },
  request: FastifyRequest,
  reply: FastifyReply,
  onEnd: OnEnd,
): void {
  const tooLong = error.code === 'FST_ERR_MAX_PARAM_LENGTH';
  const problem = tooLong
    ? new DomainError('direccion-demasiado-larga', { max: MAX_PARAM_LENGTH })
    : new DomainError('solicitud-invalida', { motivo: 'URL' });
  writeProblem(problem, request.raw, reply.raw, { newId: () => request.id, onEnd });
}

/** Answers an `Expect` that is not `100-continue` (RFC 9110, 10.1.1); Node itself would do so without a word. */
export function answerExpectations(server: Server, refusals: Refusals): void {
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    writeProblem(new DomainError('expectativa-no-cumplida'), request, response, refusals);
  });
}

function writeProblem(
  error: DomainError,
  { url = '', method, headers: asked }: IncomingMessage,
  response: ServerResponse,
  { newId, onEnd }: Refusals,
): void {
  const id = newId();
  const { status, headers, body } = problemAnswer(error, { url, id, headers: asked });
  onEnd({ requestId: id, method, status, durationMs: 0 });
  const length = Buffer.byteLength(body);
  response
    .writeHead(status, { ...headers, 'x-request-id': id, 'content-length': length, connection: 'close' })
    .end(body);
}
