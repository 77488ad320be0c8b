import etag from '@fastify/etag';
import type { LoggerService, Type, DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ProblemFilter } from '../errors/problem-filter.js';
import { DtoValidationPipe } from '../validation/validation-pipe.js';
import { addContentTypes, BODY_LIMIT } from './content-types.js';
import { addEpcisHeaders } from './gs1.js';

/** W3C Trace Context: version, trace id, parent id, flags. */
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The trace id of the caller, so that its logs and ours can be laid side by side, or a new id. */
function requestId({ headers }: IncomingMessage): string {
  const traceparent = headers['traceparent'];
  return (
    (typeof traceparent === 'string' && TRACEPARENT.exec(traceparent)?.[1]) ||
    randomUUID().replaceAll('-', '')
  );
}

/**
 * The HTTP application of a root module, ready to listen: our content types, problem documents, validation, strong ETags.
 *
 * @param logger - False for none.
 */
export async function createHttpApp(
  root: Type | DynamicModule,
  logger: LoggerService | false,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: requestId as never,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger,
    bodyParser: false,
    abortOnError: false,
  });
  const fastify = adapter.getInstance();
  addContentTypes(fastify);
  addEpcisHeaders(fastify);
  fastify.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));
  await app.register(etag);
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalPipes(new DtoValidationPipe());
  return app;
}
