import { Inject, Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import type pg from 'pg';
import { POOL } from '../../../platform/database/tokens.js';
import { MadeOnce } from '../../../platform/lifecycle/made-once.js';
import { type ApiKey, LETTERS, readKey, SECRET_LENGTH, secretOf, writeKey } from '../domain/api-key.js';

const SELECT_KEY = `SELECT valor FROM secretos WHERE nombre = 'claves'`;

/** Writes and reads keys with the checksum of this installation. */
@Injectable()
export class KeyForm {
  private readonly checkKey = new MadeOnce(() => this.load());

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

  private async load(): Promise<Buffer> {
    const { rows } = await this.pool.query<{ valor: Buffer }>(SELECT_KEY);
    if (!rows[0]) throw new Error('The key of the keys is missing in the table secretos');
    return rows[0].valor;
  }
}
