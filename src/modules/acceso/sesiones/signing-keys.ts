import { Inject, Injectable } from '@nestjs/common';
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Queryable } from '../../../platform/database/pool.js';
import { POOL } from '../../../platform/database/tokens.js';
import { inTransaction } from '../../../platform/database/transaction.js';
import { DataKeys } from '../../../platform/secrets/data-keys.js';
import { together } from '../../../platform/lifecycle/together.js';

export const ALGORITHM = 'EdDSA';

/** A retired key is published for so long: an access token lives 15 minutes, and clocks differ a little. */
const OUTLIVES = '1 hour';

/** A process asks for the key that signs so often, in milliseconds: it may have been retired. */
const CURRENT_MS = 30_000;

/** A token may name any key: one that is not known is looked for this often, and no more. */
const UNKNOWN_MS = 10_000;

const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('llaves_firma', 0))`;
const SELECT_ALL = `
  SELECT kid, publica, privada, retirada_en IS NULL AS current FROM llaves_firma
  WHERE vence_en IS NULL OR vence_en > now()
  ORDER BY creada_en DESC`;
const DROP_EXPIRED = 'DELETE FROM llaves_firma WHERE vence_en <= now()';
const RETIRE = `
  UPDATE llaves_firma SET retirada_en = now(), vence_en = now() + interval '${OUTLIVES}' WHERE retirada_en IS NULL`;
const ADD = 'INSERT INTO llaves_firma (kid, publica, privada) VALUES ($1, $2, $3)';

interface KeyRow {
  kid: string;
  publica: JWK;
  privada: Buffer;
  current: boolean;
}

/** A key that signs. */
export interface SigningKey {
  kid: string;
  key: CryptoKey;
}

interface Keys {
  readAt: number;
  rows: readonly KeyRow[];
  publicKeys: ReadonlyMap<string, CryptoKey>;
  signing?: Promise<SigningKey>;
}

const purposeOf = (kid: string) => `llaves_firma:${kid}`;

/** The keys that sign access tokens: in PostgreSQL, so that each process checks what any other has signed. */
@Injectable()
export class SigningKeys {
  private keys: Keys | undefined;
  private readonly read = together(() => this.load());

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly dataKeys: DataKeys,
  ) {}

  /** The key that signs now. The first one is made when it is first needed. */
  async current(): Promise<SigningKey> {
    let keys = await this.since(CURRENT_MS);
    if (!keys.rows.some(({ current }) => current)) {
      await inTransaction(this.pool, (db) => this.make(db, false));
      keys = await this.read();
    }
    return (keys.signing ??= this.open(keys.rows.find(({ current }) => current) as KeyRow));
  }

  /** The public half of a key; undefined for one that is not, or no longer, ours. */
  async publicKey(kid: string): Promise<CryptoKey | undefined> {
    // Read anew from time to time: a key that was retired opens nothing after its hour.
    const known = (await this.since(CURRENT_MS)).publicKeys.get(kid);
    return known ?? (await this.since(UNKNOWN_MS)).publicKeys.get(kid);
  }

  /** The public halves, for others to check our tokens. */
  async published(): Promise<JWK[]> {
    return (await this.since(UNKNOWN_MS)).rows.map(({ publica }) => publica);
  }

  /**
   * Retires the key that signs and makes another, in a transaction of the caller's.
   *
   * @returns the id of the new one
   */
  async rotate(db: Queryable): Promise<string> {
    await db.query(DROP_EXPIRED);
    return this.make(db, true);
  }

  /** Has the next use look again. */
  forget(): void {
    this.keys = undefined;
  }

  private async make(db: Queryable, retire: boolean): Promise<string> {
    await db.query(LOCK);
    if (retire) await db.query(RETIRE);
    const [current] = (await db.query<KeyRow>(SELECT_ALL)).rows.filter((row) => row.current);
    if (current) return current.kid;
    const { publicKey, privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
    const kid = randomUUID();
    const publica = { ...(await exportJWK(publicKey)), kid, alg: ALGORITHM, use: 'sig' };
    const cipher = await this.dataKeys.open();
    const privada = cipher.seal(Buffer.from(JSON.stringify(await exportJWK(privateKey))), purposeOf(kid));
    await db.query(ADD, [kid, JSON.stringify(publica), privada]);
    return kid;
  }

  private async since(ms: number): Promise<Keys> {
    const { keys } = this;
    return keys && performance.now() - keys.readAt < ms ? keys : this.read();
  }

  private async load(): Promise<Keys> {
    const readAt = performance.now();
    const { rows } = await this.pool.query<KeyRow>({ name: 'llaves-firma', text: SELECT_ALL });
    const imported = rows.map(
      async ({ kid, publica }) => [kid, (await importJWK(publica, ALGORITHM)) as CryptoKey] as const,
    );
    this.keys = { readAt, rows, publicKeys: new Map(await Promise.all(imported)) };
    return this.keys;
  }

  private async open({ kid, privada }: KeyRow): Promise<SigningKey> {
    const cipher = await this.dataKeys.open();
    const jwk = JSON.parse(cipher.open(privada, purposeOf(kid)).toString()) as JWK;
    return { kid, key: (await importJWK(jwk, ALGORITHM)) as CryptoKey };
  }
}
