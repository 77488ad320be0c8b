import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { POOL } from '../database/tokens.js';
import type { Errand } from './errand-worker.js';

/** How long an errand belongs to its worker without a sign of life. */
export const LEASE_MS = 20_000;

/** An errand with its claim. Each later taker gets a higher epoch, and only the highest epoch can close the errand. */
export interface HeldErrand extends Errand {
  epoch: number;
}

/**
 * Takes errands. $1 kind, $2 how many, $3 at a time for one destination, $4 lease in ms, $5 destinations that this process
 * is busy with to the full.
 *
 * It hops from destination to destination over the index, so a million errands of one destination cost the others nothing.
 * A destination that has as many under way as it may is passed by, and so is an errand whose subject has an earlier one that
 * is not done. Of two workers that pick the same row, the guard of
 * the UPDATE lets one have it.
 */
const TAKE = `
  WITH RECURSIVE destinos AS (
    (SELECT destino FROM encargos WHERE oficio = $1 AND estado = 'pendiente' ORDER BY destino LIMIT 1)
    UNION ALL
    SELECT (SELECT e.destino FROM encargos e
            WHERE e.oficio = $1 AND e.estado = 'pendiente' AND e.destino > d.destino ORDER BY e.destino LIMIT 1)
    FROM destinos d WHERE d.destino IS NOT NULL
  ), elegidos AS (
    SELECT p.id
    FROM destinos d
    CROSS JOIN LATERAL (
      SELECT count(*) AS en_mano FROM encargos e
      WHERE e.oficio = $1 AND e.estado = 'pendiente' AND e.destino = d.destino AND e.arriendo_hasta > now()
    ) o
    CROSS JOIN LATERAL (
      SELECT e.id FROM encargos e
      WHERE e.oficio = $1 AND e.estado = 'pendiente' AND e.destino = d.destino AND e.disponible_en <= now()
        AND (e.arriendo_hasta IS NULL OR e.arriendo_hasta <= now())
        AND NOT EXISTS (
          SELECT FROM encargos a
          WHERE a.oficio = $1 AND a.estado = 'pendiente' AND a.destino = d.destino AND a.sujeto = e.sujeto
            AND a.orden < e.orden)
      ORDER BY e.disponible_en, e.orden
      LIMIT greatest($3 - o.en_mano, 0)
    ) p
    WHERE d.destino IS NOT NULL AND d.destino <> ALL ($5::text[])
    LIMIT $2
  ), libres AS (
    SELECT e.id FROM encargos e JOIN elegidos USING (id)
    WHERE e.estado = 'pendiente' AND (e.arriendo_hasta IS NULL OR e.arriendo_hasta <= now())
    FOR UPDATE OF e SKIP LOCKED
  )
  UPDATE encargos e
  SET epoca = epoca + 1, intentos = intentos + 1, arriendo_hasta = now() + make_interval(secs => $4 / 1000.0)
  FROM libres l WHERE e.id = l.id
  RETURNING e.id, e.destino AS destination, e.hecho AS fact, e.cuerpo AS body, e.intentos AS tries, e.epoca AS epoch`;

// $1 ids, $2 epochs in step, $3 lease in ms. Answers those that still belong to this worker.
const RENEW = `
  UPDATE encargos e SET arriendo_hasta = now() + make_interval(secs => $3 / 1000.0)
  FROM unnest($1::uuid[], $2::integer[]) AS h (id, epoca)
  WHERE e.id = h.id AND e.epoca = h.epoca AND e.estado = 'pendiente'
  RETURNING e.id`;

const DONE = `
  UPDATE encargos SET estado = 'hecho', terminado_en = now(), arriendo_hasta = NULL, error = NULL
  WHERE id = $1 AND epoca = $2 AND estado = 'pendiente'`;

// $3 seconds until the next try, or null to give it up, $4 the error. What is behind it waits as long: a look would only pass
// it by.
const FAILED = `
  WITH fallido AS (
    UPDATE encargos SET arriendo_hasta = NULL, error = $4,
      estado = CASE WHEN $3::float8 IS NULL THEN 'muerto' ELSE estado END,
      terminado_en = CASE WHEN $3::float8 IS NULL THEN now() END,
      disponible_en = CASE WHEN $3::float8 IS NULL THEN disponible_en ELSE now() + make_interval(secs => $3) END
    WHERE id = $1 AND epoca = $2 AND estado = 'pendiente'
    RETURNING oficio, destino, sujeto, orden, disponible_en
  )
  UPDATE encargos e SET disponible_en = f.disponible_en
  FROM fallido f
  WHERE $3::float8 IS NOT NULL AND e.oficio = f.oficio AND e.destino = f.destino AND e.sujeto = f.sujeto
    AND e.orden > f.orden AND e.estado = 'pendiente' AND e.disponible_en < f.disponible_en`;

// A try that the end of its process cut short does not count.
const RETURNED = `
  UPDATE encargos SET arriendo_hasta = NULL, intentos = intentos - 1
  WHERE id = $1 AND epoca = $2 AND estado = 'pendiente'`;

/** The rows of errands, as the workers that do them write them. */
@Injectable()
export class ErrandLedger {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  /** Takes up to `limit` errands of a kind, leaving out the destinations named. */
  async take(
    kind: string,
    limit: number,
    perDestination: number,
    busy: readonly string[],
  ): Promise<HeldErrand[]> {
    const { rows } = await this.pool.query<HeldErrand>({
      name: 'take-encargos',
      text: TAKE,
      values: [kind, limit, perDestination, LEASE_MS, busy],
    });
    return rows;
  }

  /** Says that these are being worked on; answers the ids of those that are still this worker's. */
  async renew(held: readonly HeldErrand[]): Promise<Set<string>> {
    const { rows } = await this.pool.query<{ id: string }>(RENEW, [
      held.map(({ id }) => id),
      held.map(({ epoch }) => epoch),
      LEASE_MS,
    ]);
    return new Set(rows.map(({ id }) => id));
  }

  async done({ id, epoch }: HeldErrand): Promise<void> {
    await this.pool.query(DONE, [id, epoch]);
  }

  /** @param pauseS - Seconds until the next try; null to give it up. */
  async failed({ id, epoch }: HeldErrand, pauseS: number | null, error: string): Promise<void> {
    await this.pool.query(FAILED, [id, epoch, pauseS, error]);
  }

  /** Gives back an unfinished errand. */
  async giveBack({ id, epoch }: HeldErrand): Promise<void> {
    await this.pool.query(RETURNED, [id, epoch]);
  }
}
