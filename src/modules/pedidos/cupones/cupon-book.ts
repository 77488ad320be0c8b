import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../platform/database/pool.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Bilingual } from '../../../platform/errors/problem.js';
import type { SoldComercio } from '../../catalogo/contract.js';
import { perMilleOf } from '../../dinero/contract.js';
import { CUPON_COLUMNS, type CuponRow } from './cupon-row.js';

/** A cupón that is good for a basket. */
export interface Cupon {
  id: string;
  codigo: string;
  /** What it takes off lines that come to so much. */
  discountOf(lineas: number): number;
}

const NOT_GOOD = {
  unknown: { es: 'no existe', en: 'does not exist' },
  early: { es: 'todavía no vale', en: 'is not good yet' },
  late: { es: 'ya venció', en: 'has expired' },
  minimum: { es: 'pide un mínimo mayor', en: 'asks for a greater minimum' },
  used: { es: 'ya se usó las veces que se podía', en: 'was used as often as it can be' },
  buyer: { es: 'pide un comprador conocido', en: 'asks for a buyer who is known' },
} as const satisfies Record<string, Bilingual>;

const FIND = `
  SELECT ${CUPON_COLUMNS}, desde > now() AS early, hasta <= now() AS late FROM cupones
  WHERE codigo = $1 AND (comercio_id IS NULL OR comercio_id = $2) AND moneda = $3`;

// The row of the cupón is locked by the first statement, so the count of the second cannot be overtaken.
const TAKE = 'UPDATE cupones SET usos = usos + 1 WHERE id = $1 AND (limite IS NULL OR usos < limite)';
const NOTE = `
  INSERT INTO cupon_usos (pedido_id, cupon_id, comprador_id)
  SELECT $2::uuid, $1::uuid, $3::uuid
  WHERE (SELECT limite_por_comprador FROM cupones WHERE id = $1) IS NULL
     OR (SELECT count(*) FROM cupon_usos WHERE cupon_id = $1 AND comprador_id = $3)
      < (SELECT limite_por_comprador FROM cupones WHERE id = $1)`;

const GIVE_BACK = `
  WITH uso AS (DELETE FROM cupon_usos WHERE pedido_id = $1 RETURNING cupon_id)
  UPDATE cupones SET usos = usos - 1 WHERE id IN (SELECT cupon_id FROM uso)`;

const notGood = (cupon: string, why: keyof typeof NOT_GOOD) =>
  new DomainError('cupon-no-valido', { cupon, razon: NOT_GOOD[why] }, [
    { pointer: '#/cupon', code: 'no-existe' },
  ]);

/** Finds cupones and counts their uses, inside the caller's transaction. */
@Injectable()
export class CuponBook {
  /** @throws {DomainError} `cupon-no-valido` for one that is not good for this basket */
  async find(
    db: Queryable,
    codigo: string,
    { id, moneda }: SoldComercio,
    lineas: number,
    compradorId: string | null,
  ): Promise<Cupon> {
    const { rows } = await db.query<CuponRow & { early: boolean | null; late: boolean | null }>(FIND, [
      codigo,
      id,
      moneda,
    ]);
    const [row] = rows;
    if (!row) throw notGood(codigo, 'unknown');
    if (row.early) throw notGood(codigo, 'early');
    if (row.late) throw notGood(codigo, 'late');
    if (lineas < row.minimo) throw notGood(codigo, 'minimum');
    if (row.limite !== null && row.usos >= row.limite) throw notGood(codigo, 'used');
    if (row.limite_por_comprador !== null && compradorId === null) throw notGood(codigo, 'buyer');
    const { monto, por_mil: porMil } = row;
    return {
      id: row.id,
      codigo,
      discountOf: (amount) => (porMil === null ? Math.min(monto ?? 0, amount) : perMilleOf(amount, porMil)),
    };
  }

  /** Uses a cupón for a pedido. @throws {DomainError} `cupon-no-valido` for one that is used up by now */
  async take(
    db: Queryable,
    { id, codigo }: Cupon,
    pedidoId: string,
    compradorId: string | null,
  ): Promise<void> {
    if ((await db.query(TAKE, [id])).rowCount === 0) throw notGood(codigo, 'used');
    if ((await db.query(NOTE, [id, pedidoId, compradorId])).rowCount === 0) throw notGood(codigo, 'used');
  }

  /** Gives a use back, of a pedido that is not to be. Safe to repeat. */
  async giveBack(db: Queryable, pedidoId: string): Promise<void> {
    await db.query(GIVE_BACK, [pedidoId]);
  }
}
