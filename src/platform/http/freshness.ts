import { Inject, Injectable, Logger } from '@nestjs/common';
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  HookHandlerDoneFunction,
  onSendHookHandler,
} from 'fastify';
import type pg from 'pg';
import { CONFIG, type Config } from '../config/config.js';
import { decodeVersion, encodeVersion, type Lsn, writtenBy } from '../database/lsn.js';
import { onPrimary } from '../database/read-pool.js';
import type { Replica } from '../database/replica.js';
import { PRIMARY_READ_POOL, REPLICA } from '../database/tokens.js';
import { DomainError } from '../errors/domain-error.js';
import { changeRoute } from '../routes/route-options.js';

const TOKEN = 'trazo-version';
const AT_LEAST = 'trazo-version-minima';

/** Which requests of a route are told how far the primary is. */
type Which = (request: FastifyRequest) => boolean;

/** Where `AnswersVersion` leaves what it says. */
interface VersionConfig {
  saysVersion?: Which;
}

const all: Which = () => true;

/**
 * Says with the answers of this route how far the primary is. A route that writes does so by itself.
 *
 * @param which - To which requests; all if left out.
 */
export const AnswersVersion = (which = all) =>
  changeRoute((route) => void (((route.config ??= {}) as VersionConfig).saysVersion = which));

/**
 * Lets a client read what it wrote. Each write answers a token, `Trazo-Version`: how far the primary was after it. A read
 * that brings the token, as `Trazo-Version-Minima`, shows at least that: it waits a moment for the replica, or reads the
 * primary.
 */
@Injectable()
export class Freshness {
  private readonly logger = new Logger('http');

  constructor(
    @Inject(PRIMARY_READ_POOL) private readonly primary: pg.Pool,
    @Inject(REPLICA) private readonly replica: Replica | null,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Hangs itself before and after the routes that will be registered. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', (route) => {
      const { saysVersion } = (route.config ?? {}) as VersionConfig;
      const which = saysVersion ?? (route.method === 'GET' || route.method === 'HEAD' ? undefined : all);
      if (which) route.onSend = [route.onSend ?? [], this.sayVersion(which)].flat();
      if (route.method === 'GET') route.onRequest = [route.onRequest ?? [], this.awaitVersion].flat();
    });
  }

  /** How far the primary is, as a token. */
  async version(): Promise<string> {
    return encodeVersion(await writtenBy(this.primary));
  }

  private sayVersion(which: Which): onSendHookHandler {
    return (request, reply, _payload, done) => {
      if (reply.statusCode >= 400 || !which(request)) return done();
      this.version().then(
        (token) => {
          void reply.header(TOKEN, token);
          done();
        },
        (error: Error) => {
          // What was written is written: without the token it can be read as well, only later.
          this.logger.warn({ message: 'sin-version', error: error.message });
          done();
        },
      );
    };
  }

  private readonly awaitVersion = (
    { headers }: FastifyRequest,
    _reply: FastifyReply,
    done: HookHandlerDoneFunction,
  ): void => {
    const token = headers[AT_LEAST];
    if (token === undefined) return done();
    const version = typeof token === 'string' ? decodeVersion(token) : undefined;
    if (version === undefined) return done(invalidVersion());
    if (!this.replica) return done();
    this.replica
      .reaches(version, this.config.TRAZO_REPLICA_ESPERA_MS)
      .then((reached) => (reached ? done : () => this.readPrimary(version, done)))
      .then(
        (next) => next(),
        (error: Error) => done(error),
      );
  };

  private readPrimary(version: Lsn, done: HookHandlerDoneFunction): void {
    writtenBy(this.primary).then(
      // A token that is further than the primary is of another database, or of a state that was lost.
      (written) => (version > written ? done(invalidVersion()) : onPrimary(done)),
      (error: Error) => done(error),
    );
  }
}

function invalidVersion(): DomainError {
  return DomainError.invalid([{ pointer: '#/Trazo-Version-Minima', code: 'version' }]);
}
