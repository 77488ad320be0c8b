import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { PagoBook } from '../../modules/pagos/pago-book.js';
import { PAGO_COLUMNS, type PagoRow, toPago } from '../../modules/pagos/pago-row.js';
import type { Pago } from '../../modules/pagos/pago.dto.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { RecordCobroCommand } from './record-cobro.command.js';

const READ = `SELECT ${PAGO_COLUMNS} FROM pagos WHERE id = $1`;

@CommandHandler(RecordCobroCommand)
export class RecordCobroHandler implements ICommandHandler<RecordCobroCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly pagos: PagoBook,
  ) {}

  // Safe to repeat: what was paid is not paid again. Money that comes for a pedido which is closed by then goes back by itself.
  /** @throws {DomainError} `recurso-desconocido`, `pago-en-otro-estado` */
  execute({ pagoId }: RecordCobroCommand): Promise<Pago> {
    return inTransaction(this.pool, async (db) => {
      const { rows } = await db.query<PagoRow>(`${READ} FOR NO KEY UPDATE`, [pagoId]);
      const [pago] = rows;
      if (!pago) throw new DomainError('recurso-desconocido', { recurso: 'pago', id: pagoId });
      if (pago.metodo !== 'diferido' || pago.estado === 'fallido')
        throw new DomainError('pago-en-otro-estado', { estado: pago.estado });
      await this.pagos.paid(db, pago);
      return toPago((await db.query<PagoRow>(READ, [pagoId])).rows[0] as PagoRow);
    });
  }
}
