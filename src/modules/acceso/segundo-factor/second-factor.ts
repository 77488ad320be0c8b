import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Queryable } from '../../../platform/database/pool.js';
import { DataKeys } from '../../../platform/secrets/data-keys.js';
import { fingerprintOf } from '../sesiones/secret-token.js';
import type { UsuarioRow } from '../usuarios/usuario-row.js';
import type { SegundoFactorNuevo } from './segundo-factor.dto.js';

const SECRET_BYTES = 20;
const PERIOD_S = 30;

/** Clocks differ: the code before and the one after are taken too. */
const WINDOW = 1;

/** Codes of recovery: 16 of 32 letters are 80 bits. Without those that look alike. */
const RECOVERY = { count: 10, groups: 4, letters: 4, alphabet: 'abcdefghijkmnpqrstuvwxyz23456789' };

// $1 user, $2 secret, $3 hashes of the codes of recovery.
const BEGIN = `
  UPDATE usuarios SET totp_secreto = $2, totp_recuperacion = $3, totp_ultimo_paso = NULL
  WHERE id = $1 AND totp_activo_en IS NULL`;

const LOCK = `
  SELECT totp_secreto AS secret, totp_ultimo_paso AS last, totp_activo_en IS NOT NULL AS active FROM usuarios
  WHERE id = $1 FOR NO KEY UPDATE`;

// A code is good for one use. A secret that was encrypted with an older key is written anew.
const USE_STEP = 'UPDATE usuarios SET totp_ultimo_paso = $2, totp_secreto = $3 WHERE id = $1';
const USE_RECOVERY = `
  UPDATE usuarios SET totp_recuperacion = array_remove(totp_recuperacion, $2)
  WHERE id = $1 AND $2 = ANY (totp_recuperacion)`;

interface FactorRow {
  secret: Buffer | null;
  last: number | null;
  active: boolean;
}

const purposeOf = (usuarioId: string) => `usuarios.totp:${usuarioId}`;
const totpOf = (secret: Secret, label: string) =>
  new TOTP({ issuer: 'Trazo', label, secret, period: PERIOD_S, digits: 6, algorithm: 'SHA1' });

/** The second factor of people: codes by time (RFC 6238). Runs in a transaction of the caller's. */
@Injectable()
export class SecondFactor {
  constructor(private readonly keys: DataKeys) {}

  /** Sets one up that is not asked for yet. @returns undefined where there is one already. */
  async begin(db: Queryable, { id, email }: UsuarioRow): Promise<SegundoFactorNuevo | undefined> {
    const secret = new Secret({ size: SECRET_BYTES });
    const codes = Array.from({ length: RECOVERY.count }, newCode);
    const cipher = await this.keys.open();
    const sealed = cipher.seal(Buffer.from(secret.bytes), purposeOf(id));
    const { rowCount } = await db.query(BEGIN, [id, sealed, codes.map((code) => fingerprintOf(plain(code)))]);
    if (!rowCount) return undefined;
    return { uri: totpOf(secret, email ?? id).toString(), codigosDeRecuperacion: codes };
  }

  /**
   * Whether a code is right; then it is used up.
   *
   * @param active - Whether the factor has to be in use already.
   */
  async use(db: Queryable, usuarioId: string, code: string, { active = true } = {}): Promise<boolean> {
    const [row] = (await db.query<FactorRow>(LOCK, [usuarioId])).rows;
    if (!row?.secret || row.active !== active) return false;
    if (!/^\d{6}$/.test(code.trim())) {
      // A code of recovery does not show that there is an application that makes codes.
      if (!active) return false;
      const { rowCount } = await db.query(USE_RECOVERY, [usuarioId, fingerprintOf(plain(code))]);
      return rowCount === 1;
    }
    const cipher = await this.keys.open();
    const bytes = cipher.open(row.secret, purposeOf(usuarioId));
    const secret = new Secret({ buffer: Uint8Array.from(bytes).buffer });
    const now = Date.now();
    const delta = totpOf(secret, usuarioId).validate({ token: code.trim(), timestamp: now, window: WINDOW });
    if (delta === null) return false;
    const step = Math.floor(now / 1_000 / PERIOD_S) + delta;
    if (row.last !== null && step <= row.last) return false;
    const sealed = cipher.isOld(row.secret) ? cipher.seal(bytes, purposeOf(usuarioId)) : row.secret;
    await db.query(USE_STEP, [usuarioId, step, sealed]);
    return true;
  }
}

function newCode(): string {
  const { groups, letters, alphabet } = RECOVERY;
  const group = () => Array.from({ length: letters }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

/** However it was typed. */
const plain = (code: string) => code.toLowerCase().replace(/[^a-z0-9]/g, '');
