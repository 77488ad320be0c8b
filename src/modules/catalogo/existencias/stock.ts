import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../platform/database/pool.js';
import { uuidV7 } from '../../../platform/database/uuid-v7.js';
import type { Movimiento } from './existencias.dto.js';

/** So many of a producto. */
export interface Pieces {
  productoId: string;
  cantidad: number;
}

/** A producto of which there is not as much as was wanted. */
export interface Lack {
  productoId: string;
  disponibles: number;
}

type Counts = Pick<Movimiento, 'fisicas' | 'reservadas' | 'disponibles'>;

const COUNTS = 'fisicas, reservadas, fisicas - reservadas AS disponibles';

// Each is one conditional statement: two buyers of the last piece wait for each other's row, and the later one finds none.
// $1 producto, $2 pieces.
const RESERVE = `
  UPDATE existencias SET reservadas = reservadas + $2
  WHERE producto_id = $1 AND fisicas - reservadas >= $2`;
const RELEASE = `
  UPDATE existencias SET reservadas = reservadas - $2 WHERE producto_id = $1 AND reservadas >= $2`;

// $1 producto, $2 pieces, $3 id of the movement, $4 pedido, $5 who.
const CONFIRM = `
  WITH salida AS (
    UPDATE existencias SET fisicas = fisicas - $2, reservadas = reservadas - $2
    WHERE producto_id = $1 AND reservadas >= $2
    RETURNING producto_id
  )
  INSERT INTO movimientos (id, producto_id, cantidad, razon, pedido_id, por)
  SELECT $3, producto_id, -$2::bigint, 'venta', $4, $5 FROM salida`;

// $1 producto, $2 pieces, $3 id of the movement, $4 pedido, $5 who.
const TAKE_BACK = `
  WITH vuelta AS (
    UPDATE existencias SET fisicas = fisicas + $2 WHERE producto_id = $1 RETURNING producto_id
  )
  INSERT INTO movimientos (id, producto_id, cantidad, razon, pedido_id, por)
  SELECT $3, producto_id, $2, 'cancelacion', $4, $5 FROM vuelta`;

// $1 producto, $2 pieces, $3 id of the movement, $4 reason, $5 note, $6 who.
const ADJUST = `
  WITH ajuste AS (
    UPDATE existencias SET fisicas = fisicas + $2
    WHERE producto_id = $1 AND fisicas + $2 >= reservadas
    RETURNING producto_id, ${COUNTS}
  ), movimiento AS (
    INSERT INTO movimientos (id, producto_id, cantidad, razon, nota, por)
    SELECT $3, producto_id, $2, $4, $5, $6 FROM ajuste
  )
  SELECT fisicas, reservadas, disponibles FROM ajuste`;

const OPEN = 'INSERT INTO existencias (producto_id, fisicas) VALUES ($1, 0) ON CONFLICT DO NOTHING';

const READ = `SELECT ${COUNTS} FROM existencias WHERE producto_id = $1`;

const byProducto = (a: Pieces, b: Pieces) => (a.productoId < b.productoId ? -1 : 1);

/**
 * What there is of productos whose stock is counted. All of it happens in the caller's transaction. Rows are taken in the order
 * of their id, so that two pedidos of the same productos never wait for each other in a circle.
 */
@Injectable()
export class Stock {
  /**
   * Promises pieces.
   *
   * @param pieces - Each producto once.
   * @returns those of which there is not as much: if there is any, the caller rolls back.
   */
  async reserve(db: Queryable, pieces: readonly Pieces[]): Promise<Lack[]> {
    const lacks: Lack[] = [];
    for (const { productoId, cantidad } of [...pieces].sort(byProducto)) {
      const taken = await db.query({
        name: 'reserve-existencias',
        text: RESERVE,
        values: [productoId, cantidad],
      });
      if (taken.rowCount === 0)
        lacks.push({ productoId, disponibles: (await this.counts(db, productoId))?.disponibles ?? 0 });
    }
    return lacks;
  }

  /** Takes promised pieces back. @throws when they were not promised: that is a mistake of the program. */
  async release(db: Queryable, pieces: readonly Pieces[]): Promise<void> {
    for (const { productoId, cantidad } of [...pieces].sort(byProducto)) {
      const { rowCount } = await db.query(RELEASE, [productoId, cantidad]);
      if (rowCount === 0) throw new Error(`${cantidad} of producto ${productoId} were not reserved`);
    }
  }

  /** Lets promised pieces leave with a pedido. @throws when they were not promised: that is a mistake of the program. */
  async confirm(db: Queryable, pieces: readonly Pieces[], pedidoId: string, por: string): Promise<void> {
    for (const { productoId, cantidad } of [...pieces].sort(byProducto)) {
      const { rowCount } = await db.query(CONFIRM, [productoId, cantidad, uuidV7(), pedidoId, por]);
      if (rowCount === 0) throw new Error(`${cantidad} of producto ${productoId} were not reserved`);
    }
  }

  /** Puts back what was to leave with a pedido and has not. */
  async takeBack(db: Queryable, pieces: readonly Pieces[], pedidoId: string, por: string): Promise<void> {
    for (const { productoId, cantidad } of [...pieces].sort(byProducto))
      await db.query(TAKE_BACK, [productoId, cantidad, uuidV7(), pedidoId, por]);
  }

  /** Begins to count a producto, from zero; what was counted before goes on. */
  async open(db: Queryable, productoId: string): Promise<void> {
    await db.query(OPEN, [productoId]);
  }

  /**
   * Changes what is there.
   *
   * @param por - Who does.
   * @returns undefined when less would be there than is promised.
   */
  async adjust(
    db: Queryable,
    { productoId, cantidad }: Pieces,
    { razon, nota, por }: { razon: string; nota?: string | null | undefined; por: string },
  ): Promise<Movimiento | undefined> {
    const movimientoId = uuidV7();
    const values = [productoId, cantidad, movimientoId, razon, nota, por];
    const { rows } = await db.query<Counts>(ADJUST, values);
    return rows[0] && { movimientoId, ...rows[0] };
  }

  /** What there is of a producto; undefined where nobody counts. */
  async counts(db: Queryable, productoId: string): Promise<Counts | undefined> {
    return (await db.query<Counts>(READ, [productoId])).rows[0];
  }
}
