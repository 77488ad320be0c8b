import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import { Turnstile } from '../../../platform/lifecycle/turnstile.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { MadeOnce } from '../../../platform/lifecycle/made-once.js';
import { isCommonPassword } from './common-passwords.js';

/** What a hash by argon2id costs (ADR 56): about 100 ms and 64 MiB, on one of libuv's threads. */
const COST = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };

/** A flood of log-ins takes one core in two, and so much memory, at most. */
const AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2));

/** At 100 ms each nobody waits longer than a client does. */
const QUEUE = 100 * AT_ONCE;

const CURRENT = new RegExp(
  `^\\$argon2id\\$v=19\\$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}\\$`,
);

/** Hashes passwords and checks them, a few at a time and never on the event loop. */
@Injectable()
export class Passwords implements OnModuleInit {
  private readonly turnstile = new Turnstile(AT_ONCE, QUEUE, () => new DomainError('demasiados-inicios'));
  /** Not through the turnstile: it must never be refused. */
  private readonly dummy = new MadeOnce(() => hash('nobody has this password', COST));

  /** The first log-in of a process does not take longer than the others. */
  onModuleInit(): void {
    this.dummy.get().catch(() => undefined);
  }

  /** @throws {DomainError} `demasiados-inicios` (503) when too many wait already */
  hash(password: string): Promise<string> {
    return this.turnstile.pass(() => hash(password, COST));
  }

  /**
   * Whether this is the password of a hash. Without a hash it takes the same time and is not.
   *
   * @throws {DomainError} `demasiados-inicios` (503) when too many wait already
   */
  async verify(stored: string | null | undefined, password: string): Promise<boolean> {
    const against = stored ?? (await this.dummy.get());
    const matches = await this.turnstile.pass(() => verify(against, password));
    return matches && stored != null;
  }

  /** Whether a hash was made with another cost than the one of now. */
  isOld(stored: string): boolean {
    return !CURRENT.test(stored);
  }
}

/**
 * Holds a password that somebody wants against the rule: its length is the field's, and it is none of the commonest.
 *
 * @throws {DomainError} `validacion`
 */
export function assertFit(password: string): void {
  if (isCommonPassword(password)) throw DomainError.invalid([{ pointer: '#/clave', code: 'clave-comun' }]);
}
