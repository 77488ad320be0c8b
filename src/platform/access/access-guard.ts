import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { CONFIG, type Config } from '../config/config.js';
import { DomainError } from '../errors/domain-error.js';
import { lineOf, refusalOf } from './access.js';
import { type Actor, openActor, unknownActor } from './actor.js';
import { Authenticator } from './authenticator.js';
import { noteActor } from './request-actor.js';
import type { RouteAccess } from './runs.js';
import { clientAddress } from '../network/addresses.js';
import { StreamWatch } from './stream-watch.js';

/** RFC 6750, 2.1. */
const BEARER = /^bearer +([\w.~+/-]+=*) *$/i;

/**
 * Says of every request who asks, and turns away before its body is read whoever may not. An answer that lasts is cut when its
 * credentials open nothing any more.
 */
@Injectable()
export class AccessGuard {
  private readonly open: boolean;
  private readonly streams = new StreamWatch();

  /** @param authenticator - Knows the credentials. Where there is none, no credentials open anything. */
  constructor(
    @Inject(CONFIG) config: Config,
    @Optional() @Inject(Authenticator) private readonly authenticator: Authenticator | undefined,
  ) {
    this.open = config.TRAZO_ACCESO === 'abierto';
    if (this.open)
      new Logger('acceso').warn('TRAZO_ACCESO=abierto: a request without credentials may do everything');
  }

  /** Watches routes that will be registered. Call it after `changeRoutes`. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', (route) => {
      const { access } = (route.config ?? {}) as { access?: RouteAccess };
      if (!access) return;
      const guard: typeof route.onRequest = (request, _reply, done) => {
        // Without credentials there is nothing to wait for.
        if (request.headers.authorization === undefined)
          return done(this.admit(request, this.unknown(request), access));
        this.actorOf(request)
          .then((actor) => this.admit(request, actor, access))
          .then(done, done);
      };
      route.onRequest = [guard, ...[route.onRequest ?? []].flat()];
      const watch: typeof route.onSend = (request, reply, payload, done) => {
        if (payload instanceof Readable && request.headers.authorization !== undefined)
          this.streams.add(reply, () => this.actorOf(request));
        done(null, payload);
      };
      route.onSend = [watch, ...[route.onSend ?? []].flat()];
    });
  }

  private unknown(request: FastifyRequest): Actor {
    const ip = clientAddress(request);
    return this.open ? openActor(ip) : unknownActor(ip);
  }

  /** @throws {DomainError} `credencial-invalida` */
  private async actorOf({ headers: { authorization = '' } }: FastifyRequest): Promise<Actor> {
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined || !this.authenticator) throw new DomainError('credencial-invalida');
    return this.authenticator.authenticate(token);
  }

  private admit(request: FastifyRequest, actor: Actor, { runs }: RouteAccess): DomainError | undefined {
    noteActor(request, actor);
    for (const message of runs) {
      const line = lineOf(message);
      const refusal = line && refusalOf(actor, line);
      if (refusal) return refusal;
    }
    return undefined;
  }
}
