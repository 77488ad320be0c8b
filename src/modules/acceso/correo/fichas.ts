import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../platform/database/pool.js';
import { type Deadline, KeepsDeadline } from '../../../platform/deadlines/deadline.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { fingerprintOf, newToken } from '../sesiones/secret-token.js';

/** What a token is for. */
export type Uso = 'recuperacion' | 'confirmacion';

const LIFETIME = '1 hour';

// Of each use the newest counts.
const DROP = 'DELETE FROM fichas WHERE usuario_id = $1 AND uso = $2';
const ADD = `
  INSERT INTO fichas (huella, usuario_id, uso, vence_en) VALUES ($1, $2, $3, now() + interval '${LIFETIME}')`;
const FIND = 'SELECT usuario_id AS id FROM fichas WHERE huella = $1 AND uso = $2 AND vence_en > now()';
const USE =
  'DELETE FROM fichas WHERE huella = $1 AND uso = $2 AND vence_en > now() RETURNING usuario_id AS id';

/** Makes a token for somebody, in place of one that he had for the same. @returns what is mailed. */
export async function issueFicha(db: Queryable, usuarioId: string, uso: Uso): Promise<string> {
  const { token, huella } = newToken();
  await db.query(DROP, [usuarioId, uso]);
  await db.query(ADD, [huella, usuarioId, uso]);
  return token;
}

/**
 * Whose a token is, without using it.
 *
 * @throws {DomainError} `ficha-vencida`
 */
export const findFicha = (db: Queryable, token: string, uso: Uso): Promise<string> =>
  ask(db, FIND, token, uso);

/**
 * Uses a token up. @returns whose it was.
 *
 * @throws {DomainError} `ficha-vencida`
 */
export const useFicha = (db: Queryable, token: string, uso: Uso): Promise<string> => ask(db, USE, token, uso);

async function ask(db: Queryable, sql: string, token: string, uso: Uso): Promise<string> {
  const { rows } = await db.query<{ id: string }>(sql, [fingerprintOf(token), uso]);
  if (!rows[0]) throw new DomainError('ficha-vencida');
  return rows[0].id;
}

/** Drops tokens that nobody used in time. */
@Injectable()
@KeepsDeadline()
export class OldFichas implements Deadline {
  readonly name = 'fichas-vencidas';
  readonly table = 'fichas';
  readonly column = 'vence_en';
  readonly key = ['huella'];
}
