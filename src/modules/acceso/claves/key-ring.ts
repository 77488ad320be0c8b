import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { hash, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import type { Actor, Rol } from '../../../platform/access/actor.js';
import { POOL } from '../../../platform/database/tokens.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { ApiKey } from '../domain/api-key.js';
import { Revocations } from '../sesiones/revocations.js';
import { fingerprintOf } from '../sesiones/secret-token.js';
import { KeyForm } from './key-form.js';
import { KeyUse } from './key-use.js';

/** An answer of PostgreSQL is believed for so long, in milliseconds: a key that was revoked is out within 30 seconds. */
const REMEMBERED_MS = 25_000;

const REMEMBERED = 20_000;

// $1 id. Nothing for a key that no longer opens.
const SELECT_SECRETS = `
  SELECT c.rol, c.cliente_id, c.comercio_id, c.transportista_id, c.repartidor_id, c.dispositivo_id, s.huella,
    least(c.expira_en, s.vence_en) AS expira_en
  FROM claves c JOIN clave_secretos s ON s.clave_id = c.id LEFT JOIN usuarios u ON u.id = c.usuario_id
  WHERE c.id = $1 AND c.revocada_en IS NULL AND (c.expira_en IS NULL OR c.expira_en > now())
    AND (s.vence_en IS NULL OR s.vence_en > now()) AND u.bloqueado_en IS NULL AND u.borrado_en IS NULL`;

interface SecretRow {
  rol: Rol;
  cliente_id: string | null;
  comercio_id: string | null;
  transportista_id: string | null;
  repartidor_id: string | null;
  dispositivo_id: string | null;
  huella: Buffer;
  expira_en: string | null;
}

interface Opened {
  actor: Actor;
  /** In milliseconds since 1970. */
  expiresAt: number;
}

/** What a key opens; `nothing` is an answer too. */
type Verdict = Opened | 'nothing';

/** Says whose a key is. What PostgreSQL said of a key is remembered for a moment, also that it opens nothing. */
@Injectable()
export class KeyRing {
  private readonly verdicts = new LRUCache<string, Verdict>({ max: REMEMBERED, ttl: REMEMBERED_MS });
  private readonly asking = new Map<string, Promise<Verdict>>();

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly form: KeyForm,
    private readonly revocations: Revocations,
    private readonly use: KeyUse,
  ) {}

  /** @throws {DomainError} `credencial-invalida` */
  async check(text: string): Promise<Actor> {
    const name = hash('sha256', text, 'base64');
    const verdict = this.verdicts.get(name) ?? (await this.read(name, text));
    if (verdict === 'nothing' || verdict.expiresAt <= Date.now())
      throw new DomainError('credencial-invalida');
    const { actor } = verdict;
    if (await this.revocations.has('clave', actor.id)) throw new DomainError('credencial-invalida');
    this.use.note(actor.id);
    return actor;
  }

  /** What is no key of ours is not remembered: it costs no question, and would push out those that do. */
  private async read(name: string, text: string): Promise<Verdict> {
    const key = await this.form.read(text);
    return key ? this.ask(name, key) : 'nothing';
  }

  /** Many requests with one key at the same time are one question. */
  private ask(name: string, key: ApiKey): Promise<Verdict> {
    const running = this.asking.get(name);
    if (running) return running;
    const asked = this.look(key)
      .then((verdict) => {
        this.verdicts.set(name, verdict);
        return verdict;
      })
      .finally(() => this.asking.delete(name));
    this.asking.set(name, asked);
    return asked;
  }

  private async look({ id, secret }: ApiKey): Promise<Verdict> {
    const { rows } = await this.pool.query<SecretRow>({
      name: 'clave-secretos',
      text: SELECT_SECRETS,
      values: [id],
    });
    const huella = fingerprintOf(secret);
    const row = rows.find((each) => timingSafeEqual(each.huella, huella));
    if (!row) return 'nothing';
    return { actor: actorOf(id, row), expiresAt: row.expira_en ? Date.parse(row.expira_en) : Infinity };
  }
}

const actorOf = (id: string, row: SecretRow): Actor => ({
  tipo: 'clave',
  id,
  roles: [row.rol],
  ambitos: [],
  clienteId: row.cliente_id ?? undefined,
  comercioId: row.comercio_id ?? undefined,
  transportistaId: row.transportista_id ?? undefined,
  repartidorId: row.repartidor_id ?? undefined,
  dispositivoId: row.dispositivo_id ?? undefined,
});
