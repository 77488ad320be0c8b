import { Inject, Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { publicUrl } from '../../../platform/config/public-url.js';
import { POOL } from '../../../platform/database/tokens.js';
import { type Deadline, KeepsDeadline } from '../../../platform/deadlines/deadline.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { fingerprintOf, isToken, newToken } from '../sesiones/secret-token.js';
import type { Journey } from './emisor.js';

/** How long somebody may take at the issuer. */
const LIFETIME = '10 minutes';

// $1 hash of the state, $2 hash of the cookie, $3 issuer, $4 return address.
const ADD = `
  INSERT INTO inicios_externos (huella, navegador, emisor, retorno, vence_en)
  VALUES ($1, $2, $3, $4, now() + interval '${LIFETIME}')`;

// Good for one return, and only for the browser that began it.
const USE = `
  DELETE FROM inicios_externos WHERE huella = $1 AND navegador = $2 AND emisor = $3 AND vence_en > now()
  RETURNING retorno`;

/** A log-in that begins. */
export interface Departure {
  journey: Journey;
  /** What the browser keeps in a cookie, and shows when it comes back. */
  navegador: string;
}

/** A log-in that came back. */
export interface Return {
  journey: Journey;
  /** The page that it ends at; null for an answer in JSON. */
  retorno: string | null;
}

/**
 * Log-ins on their way to an issuer and back. They stand in PostgreSQL, so that any process takes the return. A link with the
 * answer to somebody else's log-in opens nothing: the browser that began it has the other half.
 */
@Injectable()
export class Journeys {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @param known - The cookie that the browser has already: another of its tabs may be on its way.
   * @throws {DomainError} `validacion` for a return address that is not on the list
   */
  async begin(emisor: string, retorno: string | null, known: string | undefined): Promise<Departure> {
    if (retorno !== null && !this.config.TRAZO_OIDC_RETORNOS.includes(retorno))
      throw DomainError.invalid([{ pointer: '#/retorno', code: 'retorno-desconocido' }]);
    const { token: state, huella } = newToken();
    const navegador = known !== undefined && isToken(known) ? known : newToken().token;
    await this.pool.query(ADD, [huella, fingerprintOf(navegador), emisor, retorno]);
    return { navegador, journey: this.journey(emisor, state, navegador) };
  }

  /** @throws {DomainError} `inicio-externo-vencido` */
  async end(emisor: string, state: string, navegador: string | undefined): Promise<Return> {
    if (!isToken(state) || navegador === undefined || !isToken(navegador))
      throw new DomainError('inicio-externo-vencido');
    const { rows } = await this.pool.query<{ retorno: string | null }>(USE, [
      fingerprintOf(state),
      fingerprintOf(navegador),
      emisor,
    ]);
    if (!rows[0]) throw new DomainError('inicio-externo-vencido');
    return { retorno: rows[0].retorno, journey: this.journey(emisor, state, navegador) };
  }

  /** Whoever sees the state on its way cannot make the rest: half of it is the cookie. */
  private journey(emisor: string, state: string, navegador: string): Journey {
    const made = (what: string) =>
      createHmac('sha256', navegador).update(`${what} ${state}`).digest('base64url');
    const redirectUri = publicUrl(this.config, `/v1/sesiones/oidc/${emisor}/regreso`);
    return { redirectUri, state, verifier: made('verificador'), nonce: made('nonce') };
  }
}

/** Drops log-ins that never came back. */
@Injectable()
@KeepsDeadline()
export class LostJourneys implements Deadline {
  readonly name = 'inicios-externos-vencidos';
  readonly table = 'inicios_externos';
  readonly column = 'vence_en';
  readonly key = ['huella'];
}
