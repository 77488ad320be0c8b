import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import type { Queryable } from '../../../platform/database/pool.js';
import { uuidV7 } from '../../../platform/database/uuid-v7.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Vale, ValeCreado, ValeInput } from '../pago.dto.js';
import { VALE_COLUMNS, type ValeRow, toVale } from './vale-row.js';

const INSERT = `
  INSERT INTO vales (id, huella, inicial, saldo, moneda, expira_en, creado_por) VALUES ($1, $2, $3, $3, $4, $5, $6)
  RETURNING ${VALE_COLUMNS}`;

const FIND = `
  SELECT id, saldo, moneda FROM vales WHERE huella = $1 AND (expira_en IS NULL OR expira_en > now())`;

// One conditional statement: two who spend the last of it wait for each other, and the later one finds too little.
const SPEND = 'UPDATE vales SET saldo = saldo - $2 WHERE id = $1 AND saldo >= $2';
const GIVE_BACK = 'UPDATE vales SET saldo = saldo + $2 WHERE id = $1';

const hashOf = (codigo: string) => createHash('sha256').update(codigo).digest();

/** Balances of the house, inside the caller's transaction. */
@Injectable()
export class ValeBook {
  /** Makes a vale. Its code is in the answer and nowhere else. */
  async create(db: Queryable, { monto, expiraEn }: ValeInput, por: string): Promise<ValeCreado> {
    const codigo = `vale_${randomBytes(16).toString('hex')}`;
    const values = [uuidV7(), hashOf(codigo), monto.monto, monto.moneda, expiraEn ?? null, por];
    const vale: Vale = toVale((await db.query<ValeRow>(INSERT, values)).rows[0] as ValeRow);
    return { ...vale, codigo };
  }

  /**
   * Takes an amount from the vale with this code.
   *
   * @param pointer - Where the code stands in the request.
   * @returns the id of the vale.
   * @throws {DomainError} `validacion` for an unknown or expired one, `vale-insuficiente`
   */
  async spend(
    db: Queryable,
    codigo: string,
    monto: number,
    moneda: string,
    pointer: string,
  ): Promise<string> {
    const [vale] = (await db.query<{ id: string; saldo: number; moneda: string }>(FIND, [hashOf(codigo)]))
      .rows;
    if (!vale) throw DomainError.invalid([{ pointer, code: 'vale-desconocido' }]);
    if (vale.moneda !== moneda)
      throw DomainError.invalid([{ pointer, code: 'otra-moneda', params: { moneda } }]);
    if ((await db.query(SPEND, [vale.id, monto])).rowCount === 0)
      throw new DomainError('vale-insuficiente', { saldo: vale.saldo }, [
        { pointer, code: 'rango', params: { min: 0, max: vale.saldo } },
      ]);
    return vale.id;
  }

  /** Puts back what was taken. */
  async giveBack(db: Queryable, id: string, monto: number): Promise<void> {
    await db.query(GIVE_BACK, [id, monto]);
  }
}
