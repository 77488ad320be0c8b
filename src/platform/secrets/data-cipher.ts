import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const KEY = 32;
const NONCE = 12;
const TAG = 16;
const CIPHER = 'aes-256-gcm';

/** A key that encrypts, and what it is called. */
export interface DataKey {
  id: string;
  key: Buffer;
}

const LINE = /^([\w-]{1,32}):([A-Za-z0-9+/]{43}=)$/;

/**
 * The keys of a file: one a line, `<id>:<32 bytes in Base64>`. The first one encrypts; all of them decrypt.
 *
 * @throws when a line is none, an id comes twice, or there is none
 */
export function parseDataKeys(text: string): DataKey[] {
  const lines = text.split('\n').map((line) => line.trim());
  const keys = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, id, key] = LINE.exec(line) ?? [];
      if (!id || !key)
        throw new Error('a line of the file with the keys of data is not <id>:<32 bytes in Base64>');
      return { id, key: Buffer.from(key, 'base64') };
    });
  if (keys.length === 0) throw new Error('the file with the keys of data has none');
  if (new Set(keys.map(({ id }) => id)).size < keys.length)
    throw new Error('two keys of data have the same id');
  return keys;
}

/**
 * Encrypts what the database keeps and must be read again (AES-256-GCM). What it writes begins with the id of its key, so that
 * keys can be changed: the length of the id, the id, the nonce, the tag, the text.
 */
export class DataCipher {
  private readonly current: DataKey;
  private readonly byId: ReadonlyMap<string, Buffer>;

  /** @param keys - The first one encrypts. */
  constructor(keys: readonly DataKey[]) {
    const [current] = keys;
    if (!current || keys.some(({ key }) => key.length !== KEY)) throw new Error('a key of data has 32 bytes');
    this.current = current;
    this.byId = new Map(keys.map(({ id, key }) => [id, key]));
  }

  /** @param purpose - What it is of: what was encrypted for one row cannot be put into another. */
  seal(plain: Buffer, purpose: string): Buffer {
    const id = Buffer.from(this.current.id);
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, this.current.key, nonce).setAAD(Buffer.from(purpose));
    const text = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([Buffer.from([id.length]), id, nonce, cipher.getAuthTag(), text]);
  }

  /** @throws when it was changed, is of another purpose, or its key is not there */
  open(sealed: Buffer, purpose: string): Buffer {
    const at = 1 + (sealed[0] ?? 0);
    const id = sealed.subarray(1, at).toString();
    const key = this.byId.get(id);
    if (!key) throw new Error(`the key of data «${id}» is missing`);
    const [nonce, tag] = [sealed.subarray(at, at + NONCE), sealed.subarray(at + NONCE, at + NONCE + TAG)];
    const decipher = createDecipheriv(CIPHER, key, nonce).setAAD(Buffer.from(purpose)).setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(at + NONCE + TAG)), decipher.final()]);
  }

  /** Whether something was encrypted with a key that no longer encrypts. */
  isOld(sealed: Buffer): boolean {
    return sealed.subarray(1, 1 + (sealed[0] ?? 0)).toString() !== this.current.id;
  }
}
