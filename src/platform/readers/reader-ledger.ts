import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { Queryable } from '../database/pool.js';
import { POOL } from '../database/tokens.js';
import { inTransaction } from '../database/transaction.js';
import { Log } from '../log/log.js';
import { behind, type Place } from '../log/place.js';
import type { Reader } from './reader.js';

/** How long a reader belongs to its worker without a sign of life. */
export const LEASE_MS = 20_000;

/** A reader in the hands of a worker. Who takes it later has a higher epoch, and only the highest can move it. */
export interface Held {
  nombre: string;
  epoca: number;
  place: Place;
  /** Where the batch under way ends; null if there is none. */
  end: Place | null;
  /** Groups of that batch that are committed, and its signature. */
  avance: number;
  firma: string | null;
}

/** What another worker has taken over: the transaction that hears of it must roll back. */
export class LeaseLost extends Error {
  constructor(reader: string) {
    super(`reader ${reader} belongs to another worker now`);
  }
}

const EXISTS = 'SELECT FROM lectores WHERE nombre = $1';

const CREATE = `
  INSERT INTO lectores (nombre, posicion, orden) VALUES ($1, $2, $3) ON CONFLICT (nombre) DO NOTHING`;

// $1 name, $2 worker, $3 lease in ms.
const CLAIM = `
  UPDATE lectores SET worker = $2, epoca = epoca + 1, arriendo_hasta = now() + make_interval(secs => $3 / 1000.0)
  WHERE nombre = $1 AND (arriendo_hasta IS NULL OR arriendo_hasta < now())
  RETURNING nombre, epoca, posicion, orden, hasta_posicion AS "hastaPosicion", hasta_orden AS "hastaOrden", avance, firma`;

// $1 names, $2 epochs in step, $3 lease in ms. A row that its own transaction holds is left for the next
// time, and one that was given back meanwhile stays given back.
const RENEW = `
  UPDATE lectores l SET arriendo_hasta = now() + make_interval(secs => $3 / 1000.0)
  FROM (
    SELECT s.nombre FROM lectores s JOIN unnest($1::text[], $2::bigint[]) AS h (nombre, epoca) USING (nombre, epoca)
    WHERE s.worker IS NOT NULL
    FOR UPDATE OF s SKIP LOCKED
  ) mine
  WHERE l.nombre = mine.nombre`;

// $1 name, $2 epoch.
const RELEASE = 'UPDATE lectores SET arriendo_hasta = NULL, worker = NULL WHERE nombre = $1 AND epoca = $2';

// Readers that were taken over, or set back: $1 names, $2 epochs in step.
const LOST = `
  SELECT nombre FROM lectores s JOIN unnest($1::text[], $2::bigint[]) AS h (nombre, epoca) USING (nombre)
  WHERE s.epoca <> h.epoca`;

// $1 name, $2 epoch, $3 signature, $4 and $5 the end.
const BEGIN_BATCH = `
  UPDATE lectores SET avance = 0, firma = $3, hasta_posicion = $4, hasta_orden = $5 WHERE nombre = $1 AND epoca = $2`;

// $1 name, $2 epoch, $3 groups that were done before this one, $4 signature.
const ADVANCE = `
  UPDATE lectores SET avance = $3 + 1, error = NULL, error_en = NULL
  WHERE nombre = $1 AND epoca = $2 AND avance = $3 AND firma = $4`;

// $1 name, $2 epoch, $3 and $4 the new place.
const MOVE = `
  UPDATE lectores SET posicion = $3, orden = $4, avance = 0, firma = NULL, hasta_posicion = NULL, hasta_orden = NULL, avanzado_en = now(), error = NULL, error_en = NULL
  WHERE nombre = $1 AND epoca = $2`;

const FAIL = 'UPDATE lectores SET error = $3, error_en = now() WHERE nombre = $1 AND epoca = $2';

// $1 days that the log is kept. A reader that has not read for twice as long is not waited for; a reader that had read
// everything begins to stand still with the first row that it leaves unread.
const OLDEST_UNREAD = `
  SELECT min(l.posicion) AS posicion FROM lectores l
  WHERE greatest(l.avanzado_en,
      (SELECT b.creado_en FROM bitacora b WHERE b.posicion > l.posicion ORDER BY b.posicion LIMIT 1))
    > now() - make_interval(days => 2 * $1)`;

// Readers that the log has left behind: what they missed is gone, and they go on with what there is. "conocido" says that
// such a reader had lost something before, and has not read on since.
const LEFT_BEHIND = `
  UPDATE lectores l SET perdido_hasta = b.primera - 1
  FROM (SELECT min(posicion) AS primera FROM bitacora) b
  WHERE l.posicion < b.primera - 1 AND l.perdido_hasta IS DISTINCT FROM b.primera - 1
  RETURNING l.nombre, l.posicion, coalesce(OLD.perdido_hasta > l.posicion, false) AS conocido`;

/** A reader that the retention of the log has passed. */
export interface LeftBehind {
  nombre: string;
  /** Up to here it has read. */
  posicion: number;
}

/** The rows that say how far readers are, as the workers that run them write them. */
@Injectable()
export class ReaderLedger {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly log: Log,
  ) {}

  /**
   * Sees to it that a reader has a row. One that brings a snapshot is given it and begins behind everything that is
   * numbered: what is numbered is committed, so the snapshot has it.
   */
  async ensure(reader: Reader): Promise<void> {
    if ((await this.pool.query(EXISTS, [reader.name])).rowCount) return;
    const { primera, ultima } = await this.log.number();
    const { posicion, orden } = behind(reader.snapshot ? ultima : Math.max(primera - 1, 0));
    await inTransaction(this.pool, async (client) => {
      const { rowCount } = await client.query(CREATE, [reader.name, posicion, orden]);
      if (rowCount) await reader.snapshot?.(client);
    });
  }

  /** Takes a reader; undefined while another worker has it. */
  async claim(name: string, worker: string): Promise<Held | undefined> {
    type Row = Omit<Held, 'place' | 'end'> &
      Place & { hastaPosicion: number | null; hastaOrden: number | null };
    const { rows } = await this.pool.query<Row>(CLAIM, [name, worker, LEASE_MS]);
    const [row] = rows;
    if (!row) return undefined;
    const { posicion, orden, hastaPosicion, hastaOrden, ...held } = row;
    const end =
      hastaPosicion === null || hastaOrden === null ? null : { posicion: hastaPosicion, orden: hastaOrden };
    return { ...held, place: { posicion, orden }, end };
  }

  /**
   * Says of the readers that this worker holds that it is alive.
   *
   * @returns the names of those that are not its own any more: another worker has them, or an operator has set them back.
   */
  async renew(held: readonly Held[]): Promise<string[]> {
    const mine = [held.map(({ nombre }) => nombre), held.map(({ epoca }) => epoca)];
    await this.pool.query(RENEW, [...mine, LEASE_MS]);
    const { rows } = await this.pool.query<{ nombre: string }>(LOST, mine);
    return rows.map(({ nombre }) => nombre);
  }

  async release({ nombre, epoca }: Held): Promise<void> {
    await this.pool.query(RELEASE, [nombre, epoca]);
  }

  /** Writes which batch is under way, and where it ends: none of its groups is done. */
  async beginBatch({ nombre, epoca }: Held, signature: string, { posicion, orden }: Place): Promise<void> {
    const { rowCount } = await this.pool.query(BEGIN_BATCH, [nombre, epoca, signature, posicion, orden]);
    if (!rowCount) throw new LeaseLost(nombre);
  }

  /** Writes that one more group is done, in the transaction that did it. */
  async advance(db: Queryable, { nombre, epoca }: Held, before: number, signature: string): Promise<void> {
    const { rowCount } = await db.query(ADVANCE, [nombre, epoca, before, signature]);
    if (!rowCount) throw new LeaseLost(nombre);
  }

  /** Moves a reader to a place behind which everything is left to do. */
  async move(db: Queryable, { nombre, epoca }: Held, { posicion, orden }: Place): Promise<void> {
    const { rowCount } = await db.query(MOVE, [nombre, epoca, posicion, orden]);
    if (!rowCount) throw new LeaseLost(nombre);
  }

  /**
   * The position behind which a reader still has to read, which the retention of the log must not pass; null if there is
   * none. A reader that has stood still for twice as many days as the log is kept holds nothing up.
   */
  async oldestUnread(db: Queryable, days: number): Promise<number | null> {
    const { rows } = await db.query<{ posicion: number | null }>(OLDEST_UNREAD, [days]);
    return rows[0]?.posicion ?? null;
  }

  /**
   * Writes down which readers the retention has passed, in the transaction that dropped the rows.
   *
   * @returns those of which that was not known yet.
   */
  async noteLeftBehind(db: Queryable): Promise<LeftBehind[]> {
    const { rows } = await db.query<LeftBehind & { conocido: boolean }>(LEFT_BEHIND);
    return rows.filter(({ conocido }) => !conocido).map(({ nombre, posicion }) => ({ nombre, posicion }));
  }

  /** Writes why a reader stands still, for whoever looks. */
  async tellError({ nombre, epoca }: Held, error: string): Promise<void> {
    await this.pool.query(FAIL, [nombre, epoca, error]);
  }
}
