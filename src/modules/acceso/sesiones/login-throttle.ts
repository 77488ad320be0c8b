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

/** Sessions go on more often than they begin: an office behind one address has many, and each goes on four times an hour. */
const GOING_ON = 10;

/** Attempts at one secret in fifteen minutes that did not succeed, before each next one has to wait. */
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
  private readonly goingOn: RateLimiterRedis;
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
    this.goingOn = limiter('refresco', {
      points: TRAZO_ACCESO_INICIOS_POR_MINUTO * GOING_ON,
      duration: MINUTE_S,
    });
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
   * Counts that a session is asked to go on, from an address.
   *
   * @throws {DomainError} `demasiados-intentos` (429)
   */
  async goOn(ip: string): Promise<void> {
    await this.goingOn.consume(countedAs(ip)).catch(refuse);
  }

  /**
   * Counts an attempt at somebody's secret before it is looked at: however many come at once, no more of them are. The count
   * begins anew with `succeeded`. What could not be looked at was no attempt.
   *
   * @param who - An e-mail, or whatever else says whose secret it is.
   * @throws {DomainError} `demasiados-intentos` (429)
   */
  async attempt<T>(who: string, ip: string, look: () => Promise<T>): Promise<T> {
    await this.byEmail.consume(await this.nameOf(who, ip)).catch(refuse);
    try {
      return await look();
    } catch (error) {
      await this.takeBack(who, ip);
      throw error;
    }
  }

  /** Takes an attempt back that turned out to be none. */
  async takeBack(who: string, ip: string): Promise<void> {
    await this.byEmail.reward(await this.nameOf(who, ip)).catch(ignoreLimit);
  }

  /** Forgets the attempts of somebody who came in, and knows him at his address from now on. */
  async succeeded(who: string, ip: string): Promise<void> {
    await this.byEmail.delete(await this.nameOf(who, ip)).catch(ignoreLimit);
    await this.redis.set(this.knownKey(who, ip), '1', 'EX', KNOWN_S).catch(() => undefined);
  }

  /** Counts a mail to an address, and says whether it may still be sent. */
  async mayMail(email: string): Promise<boolean> {
    const left = await this.byMailbox.consume(digest(email)).catch(ignoreLimit);
    return left !== undefined;
  }

  /** Forgets all of somebody: he is no user any more. */
  async forget(email: string, ips: readonly string[]): Promise<void> {
    for (const name of [digest(email), ...ips.map((ip) => digest(email, countedAs(ip)))])
      await this.byEmail.delete(name);
    await this.byMailbox.delete(digest(email));
    for (const ip of ips) await this.redis.del(this.knownKey(email, ip));
  }

  private async nameOf(who: string, ip: string): Promise<string> {
    const known = await this.redis.exists(this.knownKey(who, ip)).catch(() => 0);
    return known ? digest(who, countedAs(ip)) : digest(who);
  }

  private knownKey(who: string, ip: string): string {
    return `${this.prefix}:conocido:${digest(who, countedAs(ip))}`;
  }
}

/** No e-mail of anybody stands in Redis. */
const digest = (who: string, network = '') => hash('sha256', `${uniqueEmail(who)} ${network}`, 'base64url');

function refuse(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason;
  throw new DomainError('demasiados-intentos', {
    segundos: Math.max(1, Math.ceil(reason.msBeforeNext / 1_000)),
  });
}

function ignoreLimit(reason: unknown): undefined {
  if (!(reason instanceof RateLimiterRes)) throw reason;
}
