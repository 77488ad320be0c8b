import { Inject, Injectable } from '@nestjs/common';
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { hash } from 'node:crypto';
import type pg from 'pg';
import type { Actor, Rol } from '../../../platform/access/actor.js';
import { POOL } from '../../../platform/database/tokens.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { isDatabaseUnavailable } from '../../../platform/database/sql-errors.js';
import { MadeOnce } from '../../../platform/lifecycle/made-once.js';
import { readHouseKey } from '../../../platform/secrets/house-key.js';
import { Revocations } from './revocations.js';
import { ALGORITHM, SigningKeys } from './signing-keys.js';

/** Seconds that an access token is good for. */
export const ACCESS_S = 900;

/** Seconds that the clocks of two of our machines may differ. */
const TOLERANCE_S = 5;

/** Tokens whose signature was checked already: a check costs 0.1 ms, and a client comes again and again. */
const REMEMBERED = 20_000;

/** What an access token says of its owner. */
export interface TokenSubject {
  usuarioId: string;
  sesionId: string;
  /** A token with a lower one than was revoked no longer counts. */
  sello: number;
  roles: readonly Rol[];
  ambitos: readonly string[];
  clienteId: string | null;
  comercioId: string | null;
  transportistaId: string | null;
  repartidorId: string | null;
}

interface Checked {
  actor: Actor;
  sesionId: string;
  sello: number;
  /** In seconds since 1970. */
  expiresAt: number;
}

interface Claims {
  sub: string;
  exp: number;
  sid: string;
  sello: number;
  roles: Rol[];
  ambitos?: string[];
  cliente?: string;
  comercio?: string;
  transportista?: string;
  repartidor?: string;
}

/** Signs and checks access tokens: JWTs of this installation, for this installation. */
@Injectable()
export class AccessTokens {
  private readonly checked = new LRUCache<string, Checked>({ max: REMEMBERED });
  private readonly installation = new MadeOnce(() => this.readInstallation());

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly keys: SigningKeys,
    private readonly revocations: Revocations,
  ) {}

  /** Has at hand what signs. */
  async ready(): Promise<void> {
    await Promise.all([this.keys.current(), this.installation.get()]);
  }

  /** A new token. */
  async sign(subject: TokenSubject): Promise<string> {
    const [{ kid, key }, installation] = await Promise.all([this.keys.current(), this.installation.get()]);
    const { clienteId, comercioId, transportistaId, repartidorId } = subject;
    const claims = {
      sid: subject.sesionId,
      sello: subject.sello,
      roles: subject.roles,
      ...(subject.ambitos.length > 0 && { ambitos: subject.ambitos }),
      ...(clienteId && { cliente: clienteId }),
      ...(comercioId && { comercio: comercioId }),
      ...(transportistaId && { transportista: transportistaId }),
      ...(repartidorId && { repartidor: repartidorId }),
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'at+jwt' })
      .setSubject(subject.usuarioId)
      .setIssuer(installation)
      .setAudience(installation)
      .setIssuedAt()
      .setExpirationTime(`${ACCESS_S}s`)
      .sign(key);
  }

  /**
   * Who a token is of.
   *
   * @throws {DomainError} `credencial-invalida`; `base-no-disponible` when nobody can say what was revoked
   */
  async check(token: string): Promise<Actor> {
    const name = hash('sha256', token, 'base64');
    const known = this.checked.get(name) ?? (await this.verify(token));
    if (known.expiresAt + TOLERANCE_S < Date.now() / 1_000) throw new DomainError('credencial-invalida');
    const { actor, sesionId, sello } = known;
    const revoked =
      (await this.revocations.has('sesion', sesionId)) ||
      (await this.revocations.has('usuario', actor.id, sello));
    if (revoked) throw new DomainError('credencial-invalida');
    this.checked.set(name, known);
    return actor;
  }

  private async verify(token: string): Promise<Checked> {
    const kid = kidOf(token);
    const key = kid === undefined ? undefined : await this.keys.publicKey(kid);
    if (!key) throw new DomainError('credencial-invalida');
    const installation = await this.installation.get();
    try {
      const { payload } = await jwtVerify<Claims>(token, key, {
        algorithms: [ALGORITHM],
        typ: 'at+jwt',
        issuer: installation,
        audience: installation,
        clockTolerance: TOLERANCE_S,
        requiredClaims: ['sub', 'exp', 'sid', 'sello'],
      });
      const { exp, sid, sello } = payload;
      return { actor: actorOf(payload), sesionId: sid, sello, expiresAt: exp };
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error;
      throw new DomainError('credencial-invalida', {}, [], error);
    }
  }

  private async readInstallation(): Promise<string> {
    return `urn:trazo:${(await readHouseKey(this.pool, 'instalacion')).toString('hex')}`;
  }
}

function kidOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch (error) {
    throw new DomainError('credencial-invalida', {}, [], error);
  }
}

const actorOf = (claims: Claims): Actor => ({
  tipo: 'usuario',
  id: claims.sub,
  roles: claims.roles,
  ambitos: claims.ambitos ?? [],
  clienteId: claims.cliente,
  comercioId: claims.comercio,
  transportistaId: claims.transportista,
  repartidorId: claims.repartidor,
  sesionId: claims.sid,
});
