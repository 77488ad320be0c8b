import type { LoggerService, Type, DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AccessGuard } from '../access/access-guard.js';
import { CONFIG, type Config } from '../config/config.js';
import { DomainError } from '../errors/domain-error.js';
import { ProcessLog } from '../logging/process-log.js';
import type { OnEnd } from '../logging/request-end.js';
import { ProblemFilter } from './problem-filter.js';
import { DtoValidationPipe } from '../validation/validation-pipe.js';
import { rememberMethods } from './allowed-methods.js';
import { addBodyRests } from './body-rest.js';
import { addContentTypes, BODY_LIMIT } from './content-types.js';
import { LATE_LOOK_MS, limitConnections } from './connection-limits.js';
import { addCrossOrigin } from './cross-origin.js';
import { Freshness } from './freshness.js';
import { addDialectHeaders } from './dialect-headers.js';
import { countRequest } from './http-metrics.js';
import { HttpDrain } from './http-drain.js';
import { Proxies } from './proxies.js';
import { addPreconditions } from './preconditions.js';
import { addRepresentations } from './representation.js';
import { checkRequests } from './request-checks.js';
import { watchRequests } from './request-watch.js';
import { changeRoutes } from '../routes/route-options.js';
import { addSecurityHeaders } from './security-headers.js';
import { addTimeLimits } from './time-limits.js';
import {
  answerClientError,
  answerExpectations,
  answerRouterError,
  answerTunnels,
  MAX_PARAM_LENGTH,
} from './wire-errors.js';

/** W3C Trace Context: version, trace id, parent id, flags. */
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Longest that any request may take to come, in milliseconds. */
const LONGEST_REQUEST_MS = 1_200_000;

/** The trace id of the caller, so that its logs and ours can be laid side by side, or a new id of the same form. */
function requestId({ headers }: IncomingMessage): string {
  const traceparent = headers['traceparent'];
  return (typeof traceparent === 'string' && TRACEPARENT.exec(traceparent)?.[1]) || newRequestId();
}

const PROCESS_ID = randomBytes(8).toString('hex');
let requests = 0;

/** Random for each process, counted within it: a random number a request would cost more than its routing. */
function newRequestId(): string {
  return PROCESS_ID + (requests += 1).toString(16).padStart(16, '0');
}

/**
 * The HTTP application of a root module, ready to listen: our content types, problem documents, validation, strong ETags, compression.
 *
 * @param logger - False for none.
 */
export async function createHttpApp(
  root: Type | DynamicModule,
  logger: LoggerService | false,
): Promise<NestFastifyApplication> {
  const edge: { proxies?: Proxies; counts?: boolean } = {};
  const onEnd: OnEnd = (end) => {
    if (logger instanceof ProcessLog) logger.request(end);
    if (edge.counts) countRequest(end);
  };
  const refusals = { newId: newRequestId, onEnd };
  const adapter: FastifyAdapter = new FastifyAdapter({
    // Asked when there are requests: by then the proxies are known.
    trustProxy: (address: string) => edge.proxies?.trusts(address) ?? false,
    bodyLimit: BODY_LIMIT,
    genReqId: requestId as never,
    forceCloseConnections: 'idle',
    // Ours is a problem document.
    return503OnClosing: false,
    // A route has a limit of its own, and a better answer: this one is for what has no route.
    requestTimeout: LONGEST_REQUEST_MS,
    // One that is missing is refused with the others that are wrong.
    http: { requireHostHeader: false, connectionsCheckingInterval: LATE_LOOK_MS },
    clientErrorHandler: (error, socket) =>
      answerClientError(error, socket, {
        ...refusals,
        headersMs: adapter.getInstance().server.headersTimeout,
      }),
    frameworkErrors: ((error: Error, request: FastifyRequest, reply: FastifyReply) =>
      answerRouterError(error, request, reply, onEnd)) as never,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_PARAM_LENGTH },
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger,
    bodyParser: false,
    abortOnError: false,
  });
  const fastify = adapter.getInstance();
  const config = app.get<Config>(CONFIG, { strict: false });
  const proxies = app.get<Proxies>(Proxies, { strict: false });
  edge.proxies = proxies;
  edge.counts = config.TRAZO_METRICAS_PUERTO !== undefined;
  limitConnections(fastify.server, config, proxies);
  const methodsOf = rememberMethods(fastify);
  answerExpectations(fastify.server, refusals);
  answerTunnels(fastify.server, refusals);
  watchRequests(fastify, onEnd);
  addContentTypes(fastify);
  addDialectHeaders(fastify);
  checkRequests(fastify);
  addBodyRests(fastify);
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  refuseWhileStopping(fastify, app.get(HttpDrain, { strict: false }));
  changeRoutes(fastify, app);
  await addSecurityHeaders(fastify);
  await addCrossOrigin(fastify, config.TRAZO_ORIGENES);
  app.get(AccessGuard, { strict: false }).watch(fastify);
  app.get(Freshness, { strict: false }).watch(fastify);
  addTimeLimits(fastify);
  addRepresentations(fastify);
  addPreconditions(fastify);
  app.useGlobalFilters(new ProblemFilter(methodsOf));
  app.useGlobalPipes(new DtoValidationPipe());
  return app;
}

/** On the way out, requests that still come on open connections are refused, health checks are answered. */
function refuseWhileStopping(fastify: FastifyInstance, drain: HttpDrain): void {
  drain.watch(fastify.server);
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (drain.stopping && !request.url.startsWith('/health/')) done(new DomainError('deteniendose'));
    else done();
  });
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (drain.stopping) void reply.header('connection', 'close');
    done();
  });
}
