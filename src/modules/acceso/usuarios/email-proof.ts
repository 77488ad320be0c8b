import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../platform/database/pool.js';
import { Revocations } from '../sesiones/revocations.js';
import { SessionBook } from '../sesiones/session-book.js';
import { lockUsuario } from './usuario-row.js';

// $1 user. His second factor may be one of whoever registered his address before him.
const PROVE = `
  UPDATE usuarios SET email_verificado = true, totp_activo_en = NULL, totp_secreto = NULL, totp_ultimo_paso = NULL,
    totp_recuperacion = '{}', sello = sello + 1, version = version + 1
  WHERE id = $1
  RETURNING sello`;

const REVOKE_KEYS =
  'UPDATE claves SET revocada_en = now() WHERE usuario_id = $1 AND revocada_en IS NULL RETURNING id';

// An issuer that does not call addresses verified may have let him in.
const DROP_IDENTITIES = 'DELETE FROM identidades WHERE usuario_id = $1';

/** Notes that an e-mail is of whoever has shown what was mailed there. Runs in a transaction of the caller's. */
@Injectable()
export class EmailProof {
  constructor(private readonly sessions: SessionBook) {}

  /**
   * Until now anybody may have registered with the address: what he had opened is over, which are his sessions, his keys, his
   * identities at issuers, and his second factor. Does nothing where the address was known to be its owner's. Call `Revocations.tell` after the commit.
   */
  async prove(db: Queryable, usuarioId: string): Promise<void> {
    const { email_verificado: known } = await lockUsuario(db, usuarioId);
    if (known) return;
    const { rows } = await db.query<{ sello: number }>(PROVE, [usuarioId]);
    await this.sessions.end(db, usuarioId, 'correo-confirmado');
    await Revocations.add(db, 'usuario', [usuarioId], rows[0]?.sello);
    await db.query(DROP_IDENTITIES, [usuarioId]);
    const keys = await db.query<{ id: string }>(REVOKE_KEYS, [usuarioId]);
    await Revocations.add(
      db,
      'clave',
      keys.rows.map(({ id }) => id),
    );
  }
}
