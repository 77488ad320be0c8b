import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '../errors/problem-document.js';
import { idempotencyKeyOf } from '../idempotency/idempotency-key.js';
import { type Actor, principalOf } from './actor.js';
import { actorOf } from './request-actor.js';
import type { RequestContext } from './request-context.js';
import { clientAddress } from '../network/addresses.js';

// Each part is worked out when somebody asks for it: most requests need one or two.
class HttpContext implements RequestContext {
  private signal: AbortSignal | undefined;

  constructor(
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {}

  get actor(): Actor {
    return actorOf(this.request);
  }

  get key() {
    const { actor } = this;
    // Whoever may be anybody must not be told what somebody else was.
    const isNobody = actor.tipo === 'anonimo' && actor.roles.length === 0;
    return isNobody ? undefined : idempotencyKeyOf(this.request, principalOf(actor));
  }

  get language() {
    return languageOf(this.request.headers['accept-language']);
  }

  get gone(): AbortSignal {
    return (this.signal ??= goneOf(this.reply));
  }

  get requestId(): string {
    return this.request.id;
  }

  get ip(): string {
    return clientAddress(this.request);
  }
}

/** The context of a request. */
export function contextOf(request: FastifyRequest, reply: FastifyReply): RequestContext {
  return new HttpContext(request, reply);
}

/** Parameter of a controller's method: the context of its request. */
export const Context = createParamDecorator((_: unknown, context: ExecutionContext): RequestContext => {
  const http = context.switchToHttp();
  return contextOf(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
});

function goneOf({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
