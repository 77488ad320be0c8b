import { Inject, Injectable } from '@nestjs/common';
import { SECOND_FACTOR } from '../../../platform/access/actor.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import type { Queryable } from '../../../platform/database/pool.js';
import { uuidV7 } from '../../../platform/database/uuid-v7.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { isPending } from '../domain/rights.js';
import { toUsuario, type UsuarioRow } from '../usuarios/usuario-row.js';
import { ACCESS_S, AccessTokens } from './access-tokens.js';
import { Revocations } from './revocations.js';
import { fingerprintOf, newToken } from './secret-token.js';
import type { SesionAbierta } from './sesion.dto.js';

/** A session that nobody uses for so long is over. */
const LIFETIME = '30 days';

/** The row of one that is over is kept a little: its owner may want to know. */
const KEPT = '7 days';

/** Why a session ended. */
export type Ending =
  'salida' | 'reuso' | 'bloqueo' | 'cambio-de-clave' | 'correo-confirmado' | 'borrado' | 'ajena';

// $1 id, $2 user, $3 whether the second factor was shown, $4 way in, $5 address, $6 program.
const OPEN = `
  INSERT INTO sesiones (id, usuario_id, vence_en, borrar_en, segundo_factor, origen, ip, agente)
  VALUES ($1, $2, now() + interval '${LIFETIME}', now() + interval '${LIFETIME}' + interval '${KEPT}', $3, $4, $5, left($6, 300))`;

/**
 * A token that comes a second time is recognised for so long: as long as one could have been used the first time, so that also
 * whoever comes back late notices that somebody else went on with his.
 */
const ADD_REFRESH = `
  INSERT INTO sesion_refrescos (huella, sesion_id, borrar_en) VALUES ($1, $2, now() + interval '${LIFETIME}')`;

/** How often a session goes on within an hour, at most: four times is usual, a page that is opened again asks again. */
const MOST_AN_HOUR = 60;

// $1 session.
const COUNT_REFRESHES = `
  SELECT count(*) AS count FROM sesion_refrescos WHERE sesion_id = $1 AND emitido_en > now() - interval '1 hour'`;

// $1 hash. The lock of the session makes of two that come at once a first and a second.
const FIND = `
  SELECT s.id, s.usuario_id, s.segundo_factor,
    s.terminada_en IS NULL AND s.vence_en > now() AND u.bloqueado_en IS NULL AND u.borrado_en IS NULL AS open
  FROM sesion_refrescos r JOIN sesiones s ON s.id = r.sesion_id JOIN usuarios u ON u.id = s.usuario_id
  WHERE r.huella = $1 FOR NO KEY UPDATE OF s`;

// $1 hash.
const USE = 'UPDATE sesion_refrescos SET usado_en = now() WHERE huella = $1 AND usado_en IS NULL';

const GO_ON = `
  UPDATE sesiones SET usada_en = now(), vence_en = now() + interval '${LIFETIME}',
    borrar_en = now() + interval '${LIFETIME}' + interval '${KEPT}'
  WHERE id = $1`;

// $1 user, $2 why, $3 the one that goes on, or null, $4 the only one that ends, or null.
const END = `
  UPDATE sesiones SET terminada_en = now(), fin = $2, borrar_en = now() + interval '${KEPT}'
  WHERE usuario_id = $1 AND terminada_en IS NULL AND id IS DISTINCT FROM $3 AND ($4::uuid IS NULL OR id = $4)
  RETURNING id`;

/** A session, as far as going on needs it. */
export interface FoundSession {
  id: string;
  usuario_id: string;
  segundo_factor: boolean;
  /** Whether it may go on. */
  open: boolean;
  /** Whether its refresh token was used before. */
  reused: boolean;
}

/** How somebody came in. */
export interface WayIn {
  origen: 'clave' | 'oidc';
  segundoFactor: boolean;
  agente: string | undefined;
}

/** A session and the refresh token that was made for it. */
export interface Opened {
  id: string;
  segundoFactor: boolean;
  refresco: string;
}

/** The sessions of people. Its methods run in a transaction of the caller's, but for `answer`. */
@Injectable()
export class SessionBook {
  constructor(
    private readonly tokens: AccessTokens,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Opens a session. */
  async open(db: Queryable, usuarioId: string, way: WayIn, { ip }: RequestContext): Promise<Opened> {
    const id = uuidV7();
    const { segundoFactor, origen, agente } = way;
    await db.query(OPEN, [id, usuarioId, segundoFactor, origen, ip || null, agente ?? null]);
    return { id, segundoFactor, refresco: await this.addRefresh(db, id) };
  }

  /** Finds the session of a refresh token, uses the token up, and locks the session. */
  async use(db: Queryable, refresco: string): Promise<FoundSession | undefined> {
    const huella = fingerprintOf(refresco);
    const { rows } = await db.query<Omit<FoundSession, 'reused'>>(FIND, [huella]);
    if (!rows[0]) return undefined;
    const { rowCount } = await db.query(USE, [huella]);
    return { ...rows[0], reused: rowCount === 0 };
  }

  /**
   * Lets a session go on with a new refresh token.
   *
   * @throws {DomainError} `demasiados-intentos` (429) when it went on too often
   */
  async goOn(db: Queryable, { id, segundo_factor }: FoundSession): Promise<Opened> {
    const { rows } = await db.query<{ count: number }>(COUNT_REFRESHES, [id]);
    if (Number(rows[0]?.count) > MOST_AN_HOUR)
      throw new DomainError('demasiados-intentos', { segundos: 3_600 });
    await db.query(GO_ON, [id]);
    return { id, segundoFactor: segundo_factor, refresco: await this.addRefresh(db, id) };
  }

  /**
   * Ends sessions of a user: all of them, all but one, or one. Call `Revocations.tell` after the commit.
   *
   * @returns their ids.
   */
  async end(
    db: Queryable,
    usuarioId: string,
    why: Ending,
    { except = null, only = null }: { except?: string | null; only?: string | null } = {},
  ): Promise<string[]> {
    const { rows } = await db.query<{ id: string }>(END, [usuarioId, why, except, only]);
    const ids = rows.map(({ id }) => id);
    await Revocations.add(db, 'sesion', ids);
    return ids;
  }

  /** Fails when nothing could be signed now. */
  async ready(): Promise<void> {
    await this.tokens.ready();
  }

  /** What a log-in or a refresh is answered. Not inside a transaction: it may read the keys that sign. */
  async answer(usuario: UsuarioRow, { id, segundoFactor, refresco }: Opened): Promise<SesionAbierta> {
    const pending = this.isPending(usuario, segundoFactor);
    const acceso = await this.tokens.sign({
      usuarioId: usuario.id,
      sesionId: id,
      sello: usuario.sello,
      roles: pending ? [] : usuario.roles,
      ambitos: pending ? [SECOND_FACTOR] : [],
      clienteId: pending ? null : usuario.cliente_id,
      comercioId: pending ? null : usuario.comercio_id,
      transportistaId: pending ? null : usuario.transportista_id,
      repartidorId: pending ? null : usuario.repartidor_id,
    });
    return {
      acceso,
      tipo: 'Bearer',
      expiraEn: ACCESS_S,
      refresco,
      sesionId: id,
      segundoFactorPendiente: pending,
      ...(!pending && { usuario: toUsuario(usuario) }),
    };
  }

  /** Whether a session may do nothing yet. */
  private isPending({ roles, totp_activo_en }: UsuarioRow, shown: boolean): boolean {
    const demanded = this.config.TRAZO_ACCESO_2FA === 'exigir';
    return isPending({ roles, hasFactor: totp_activo_en !== null, shown }, demanded);
  }

  private async addRefresh(db: Queryable, sesionId: string): Promise<string> {
    const { token, huella } = newToken();
    await db.query(ADD_REFRESH, [huella, sesionId]);
    return token;
  }
}
