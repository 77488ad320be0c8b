import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { Queryable } from '../../../platform/database/pool.js';
import { POOL } from '../../../platform/database/tokens.js';
import { uuidV7 } from '../../../platform/database/uuid-v7.js';
import { type Deadline, KeepsDeadline } from '../../../platform/deadlines/deadline.js';
import type { Person } from '../../../platform/personal/personal-data.js';

/** How long a file with somebody's data is kept, and how long it is known that somebody left. */
const KEPT = { datos: '7 days', baja: '90 days' } as const;

/** Asked for again so soon, the file is the same one. */
const SAME = '1 day';

/** Until a trámite is tried again that something came in the way of. */
const RETRY = '5 minutes';

/**
 * Whoever was let in before somebody left is shut out after 30 seconds, and what he was doing is done after a minute: then it is
 * looked whether he left anything behind meanwhile.
 */
const CHECK = '90 seconds';

/** What somebody asked for. */
export type Tipo = 'datos' | 'baja';

/** A trámite, as its row is read. */
export interface TramiteRow {
  id: string;
  tipo: Tipo;
  usuario_id: string;
  estado: 'pendiente' | 'comprobando' | 'completo';
  pedido_en: string;
  terminado_en: string | null;
  vence_en: string | null;
}

const COLUMNS = 'id, tipo, usuario_id, estado, pedido_en, terminado_en, vence_en';

const ADD = `
  INSERT INTO tramites (id, tipo, usuario_id, huella) VALUES ($1, $2, $3, $4)
  RETURNING ${COLUMNS}`;

// Neither one that waits nor one that is of today is made twice.
const FIND_DATOS = `
  SELECT ${COLUMNS} FROM tramites
  WHERE usuario_id = $1 AND tipo = 'datos' AND (estado <> 'completo' OR pedido_en > now() - interval '${SAME}')
  ORDER BY id DESC LIMIT 1`;

const GET_DATOS = `SELECT ${COLUMNS} FROM tramites WHERE id = $1 AND usuario_id = $2 AND tipo = 'datos'`;
const GET_BAJA = `SELECT ${COLUMNS} FROM tramites WHERE huella = $1 AND tipo = 'baja'`;

const NEXT = `
  SELECT ${COLUMNS} FROM tramites WHERE estado <> 'completo' AND intentar_en <= now() AND id <> ALL ($1)
  ORDER BY id LIMIT 1`;

const CHECK_LATER = `
  UPDATE tramites SET estado = 'comprobando', problema = NULL, intentar_en = now() + interval '${CHECK}' WHERE id = $1`;

// $1 id, $2 how long it is kept.
const FINISH = `
  UPDATE tramites SET estado = 'completo', problema = NULL, terminado_en = now(), vence_en = now() + $2::interval
  WHERE id = $1`;

const PUT_OFF = `
  UPDATE tramites SET intentos = intentos + 1, problema = $2, intentar_en = now() + interval '${RETRY}' WHERE id = $1`;

const DROP_PARTS = 'DELETE FROM tramite_partes WHERE tramite_id = $1';
const ADD_PART = 'INSERT INTO tramite_partes (tramite_id, numero, contenido) VALUES ($1, $2, $3)';
const GET_PART = 'SELECT contenido FROM tramite_partes WHERE tramite_id = $1 AND numero = $2';

// $1 usuario. A cliente that others act for as well does not go with one of them.
const PERSON = `
  SELECT u.email,
    CASE WHEN NOT EXISTS (
      SELECT FROM usuarios o WHERE o.cliente_id = u.cliente_propio_id AND o.id <> u.id AND o.borrado_en IS NULL
    ) THEN u.cliente_propio_id END AS cliente,
    ARRAY(SELECT c.id::text FROM claves c WHERE c.usuario_id = u.id) AS claves,
    ARRAY(SELECT DISTINCT s.ip FROM sesiones s WHERE s.usuario_id = u.id AND s.ip IS NOT NULL) AS ips
  FROM usuarios u WHERE u.id = $1`;

/** What people ask about their own data, from the asking to the end. */
@Injectable()
export class TramiteBook {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  /** Adds one, in a transaction of the caller's. @param huella - Hash of what it is read with by who is no user any more. */
  async add(db: Queryable, tipo: Tipo, usuarioId: string, huella: Buffer | null = null): Promise<TramiteRow> {
    const { rows } = await db.query<TramiteRow>(ADD, [uuidV7(), tipo, usuarioId, huella]);
    return rows[0] as TramiteRow;
  }

  /** The file that somebody has asked for already, in a transaction of the caller's. */
  async findDatos(db: Queryable, usuarioId: string): Promise<TramiteRow | undefined> {
    return (await db.query<TramiteRow>(FIND_DATOS, [usuarioId])).rows[0];
  }

  async getDatos(id: string, usuarioId: string): Promise<TramiteRow | undefined> {
    return (await this.pool.query<TramiteRow>(GET_DATOS, [id, usuarioId])).rows[0];
  }

  async getBaja(huella: Buffer): Promise<TramiteRow | undefined> {
    return (await this.pool.query<TramiteRow>(GET_BAJA, [huella])).rows[0];
  }

  /** The one to take up now. @param after - Those that have had their turn. */
  async next(after: readonly string[]): Promise<TramiteRow | undefined> {
    return (await this.pool.query<TramiteRow>(NEXT, [after])).rows[0];
  }

  async checkLater({ id }: TramiteRow): Promise<void> {
    await this.pool.query(CHECK_LATER, [id]);
  }

  async finish(db: Queryable, { id, tipo }: TramiteRow): Promise<void> {
    await db.query(FINISH, [id, KEPT[tipo]]);
  }

  /** @param problem - A code, or the kind of error: never its words, which may quote what goes. */
  async putOff({ id }: TramiteRow, problem: string): Promise<void> {
    await this.pool.query(PUT_OFF, [id, problem]);
  }

  async dropParts({ id }: TramiteRow): Promise<void> {
    await this.pool.query(DROP_PARTS, [id]);
  }

  async addPart({ id }: TramiteRow, numero: number, part: Buffer): Promise<void> {
    await this.pool.query(ADD_PART, [id, numero, part]);
  }

  /** Its file as it is kept, part by part. */
  async *parts({ id }: TramiteRow): AsyncGenerator<Buffer> {
    for (let numero = 0; ; numero += 1) {
      const { rows } = await this.pool.query<{ contenido: Buffer }>(GET_PART, [id, numero]);
      if (!rows[0]) return;
      yield rows[0].contenido;
    }
  }

  /** By what everything of somebody is found. */
  async person(usuarioId: string): Promise<Person> {
    const { rows } = await this.pool.query<{
      email: string | null;
      cliente: string | null;
      claves: string[];
      ips: string[];
    }>(PERSON, [usuarioId]);
    const { email = null, cliente = null, claves = [], ips = [] } = rows[0] ?? {};
    return {
      usuarioId,
      clienteId: cliente,
      principals: [`usuario:${usuarioId}`, ...claves.map((id) => `clave:${id}`)],
      actors: [usuarioId, ...claves],
      email,
      addresses: ips,
    };
  }
}

/** Drops trámites whose time is over, with their files. */
@Injectable()
@KeepsDeadline()
export class OldTramites implements Deadline {
  readonly name = 'tramites-vencidos';
  readonly table = 'tramites';
  readonly column = 'vence_en';
  readonly key = ['id'];
}
