import { Inject, Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import type pg from 'pg';
import { POOL } from '../../../platform/database/tokens.js';
import { MadeOnce } from '../../../platform/lifecycle/made-once.js';
import { readHouseKey } from '../../../platform/secrets/house-key.js';
import { type ApiKey, LETTERS, readKey, SECRET_LENGTH, secretOf, writeKey } from '../domain/api-key.js';

/** Writes and reads keys with the checksum of this installation. */
@Injectable()
export class KeyForm {
  private readonly checkKey = new MadeOnce(() => readHouseKey(this.pool, 'claves'));

  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  /** A new key for an id. */
  async make(id: string): Promise<ApiKey> {
    const secret = secretOf(Array.from({ length: SECRET_LENGTH }, () => randomInt(LETTERS)));
    return { id, secret, text: writeKey(id, secret, await this.checkKey.get()) };
  }

  /** The parts of a key; undefined for whatever is none of ours. PostgreSQL is not asked. */
  async read(text: string): Promise<ApiKey | undefined> {
    return readKey(text, await this.checkKey.get());
  }
}
