import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../platform/database/pool.js';
import { uuidV7 } from '../../../platform/database/uuid-v7.js';
import { fingerprintOf } from '../sesiones/secret-token.js';
import { KeyForm } from './key-form.js';

const ADD = 'INSERT INTO clave_secretos (id, clave_id, huella) VALUES ($1, $2, $3)';

// $1 key. Of those that open only the newest is kept.
const DROP_OLDER = `
  DELETE FROM clave_secretos WHERE clave_id = $1
    AND id < (SELECT id FROM clave_secretos WHERE clave_id = $1 ORDER BY id DESC LIMIT 1)`;

// $1 key, $2 until when the one that is left opens, or null for 24 hours from now.
const RETIRE = `
  UPDATE clave_secretos SET vence_en = least(vence_en, coalesce($2::timestamptz, now() + interval '24 hours'))
  WHERE clave_id = $1`;

/** The secrets of keys: of each one, or two while it is being replaced. Runs in a transaction of the caller's. */
@Injectable()
export class KeySecrets {
  constructor(private readonly form: KeyForm) {}

  /** Adds a secret. @returns the whole key, which nobody can read again. */
  async add(db: Queryable, claveId: string): Promise<string> {
    const { secret, text } = await this.form.make(claveId);
    await db.query(ADD, [uuidV7(), claveId, fingerprintOf(secret)]);
    return text;
  }

  /** Replaces the secret of a key. The one of now opens until an instant; one that was being replaced already, no more. */
  async replace(db: Queryable, claveId: string, until: string | null): Promise<string> {
    await db.query(DROP_OLDER, [claveId]);
    await db.query(RETIRE, [claveId, until]);
    return this.add(db, claveId);
  }
}
