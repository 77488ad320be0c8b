import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { hash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { countedAs } from '../../../platform/network/addresses.js';
import { REDIS } from '../../../platform/queues/redis.js';
import { uniqueEmail } from '../usuarios/usuario-row.js';

/** Seconds in which attempts from one address are counted. */
const MINUTE_S = 60;

/** Attempts that failed for one e-mail, in fifteen minutes, before each next one has to wait. */
const BY_EMAIL = { points: 10, duration: 900 };

/** Mails to one address, in an hour: nobody's mailbox is filled by a stranger. */
const BY_MAILBOX = { points: 3, duration: 3_600 };

/** Somebody who has come in from an address before has a count of his own there: no stranger can shut him out. */
const KNOWN_S = 30 * 24 * 3_600;

/**
 * Slows down whoever tries passwords: by his address, and by the e-mail that he tries. All processes count together, in Redis;
 * while that is away, each counts for itself, up to the same limits.
 */
@Injectable()
export class LoginThrottle {
  private readonly byIp: RateLimiterRedis;
  private readonly byEmail: RateLimiterRedis;
  private readonly byMailbox: RateLimiterRedis;
  private readonly prefix: string;

  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CONFIG) { REDIS_PREFIX, TRAZO_ACCESO_INICIOS_POR_MINUTO }: Config,
  ) {
    this.prefix = `${REDIS_PREFIX}:acceso`;
    const limiter = (name: string, limit: typeof BY_EMAIL) =>
      new RateLimiterRedis({
        storeClient: redis,
        keyPrefix: `${this.prefix}:${name}`,
        insuranceLimiter: new RateLimiterMemory(limit),
        ...limit,
      });
    this.byIp = limiter('ip', { points: TRAZO_ACCESO_INICIOS_POR_MINUTO, duration: MINUTE_S });
    this.byEmail = limiter('correo', BY_EMAIL);
    this.byMailbox = limiter('buzon', BY_MAILBOX);
  }

  /**
   * Counts an attempt from an address.
   *
   * @throws {DomainError} `demasiados-intentos` (429)
   */
  async enter(ip: string): Promise<void> {
    await this.byIp.consume(countedAs(ip)).catch(refuse);
  }

  /**
   * Looks whether an e-mail may be tried.
   *
   * @throws {DomainError} `demasiados-intentos` (429)
   */
  async tryEmail(email: string, ip: string): Promise<void> {
    const state = await this.byEmail.get(await this.nameOf(email, ip)).catch(refuse);
    if (state && state.consumedPoints >= BY_EMAIL.points) refuse(state);
  }

  /** Counts a failure. */
  async failed(email: string, ip: string): Promise<void> {
    await this.byEmail.consume(await this.nameOf(email, ip)).catch(ignoreLimit);
  }

  /** Forgets the failures of somebody who came in, and knows him at his address from now on. */
  async succeeded(email: string, ip: string): Promise<void> {
    await this.byEmail.delete(await this.nameOf(email, ip)).catch(ignoreLimit);
    await this.redis.set(this.knownKey(email, ip), '1', 'EX', KNOWN_S).catch(() => undefined);
  }

  /** Counts a mail to an address, and says whether it may still be sent. */
  async mayMail(email: string): Promise<boolean> {
    const left = await this.byMailbox.consume(digest(email)).catch(ignoreLimit);
    return left !== undefined;
  }

  private async nameOf(email: string, ip: string): Promise<string> {
    const known = await this.redis.exists(this.knownKey(email, ip)).catch(() => 0);
    return known ? digest(email, ip) : digest(email);
  }

  private knownKey(email: string, ip: string): string {
    return `${this.prefix}:conocido:${digest(email, ip)}`;
  }
}

/** No address of anybody stands in Redis. */
const digest = (email: string, ip = '') => hash('sha256', `${uniqueEmail(email)} ${ip}`, 'base64url');

function refuse(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason;
  throw new DomainError('demasiados-intentos', {
    segundos: Math.max(1, Math.ceil(reason.msBeforeNext / 1_000)),
  });
}

function ignoreLimit(reason: unknown): undefined {
  if (!(reason instanceof RateLimiterRes)) throw reason;
}
