import { Inject, Injectable } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { CONFIG, type Config } from '../config/config.js';
import { POOL } from '../database/tokens.js';
import { MadeOnce } from '../lifecycle/made-once.js';
import { DataCipher, parseDataKeys } from './data-cipher.js';
import { readHouseKey } from './house-key.js';

/** Id of the key that the database itself has: for where nobody gave a file. */
const OF_DATABASE = 'base';

/**
 * The cipher of this installation. Its keys are in the file of `TRAZO_LLAVE_DATOS_ARCHIVO`; the key that the database itself
 * has reads what was encrypted before there was a file, and encrypts where there is none.
 */
@Injectable()
export class DataKeys {
  private readonly cipher = new MadeOnce(() => this.load());

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Reads the keys, once. */
  open(): Promise<DataCipher> {
    return this.cipher.get();
  }

  private async load(): Promise<DataCipher> {
    const file = this.config.TRAZO_LLAVE_DATOS_ARCHIVO;
    const given = file ? parseDataKeys(await readFile(file, 'utf8')) : [];
    return new DataCipher([...given, { id: OF_DATABASE, key: await readHouseKey(this.pool, 'datos') }]);
  }
}
