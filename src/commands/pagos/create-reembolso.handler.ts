import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { dealOwner } from '../../modules/catalogo/contract.js';
import { refuseCardNumbers } from '../../modules/dinero/contract.js';
import { keyRequired } from '../../modules/pagos/key-required.js';
import { PagoBook } from '../../modules/pagos/pago-book.js';
import { PAGO_COLUMNS, type PagoRow } from '../../modules/pagos/pago-row.js';
import type { Reembolso } from '../../modules/pagos/pago.dto.js';
import { nameOf } from '../../platform/access/actor.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { once } from '../../platform/idempotency/once.js';
import { CreateReembolsoCommand } from './create-reembolso.command.js';

const lock = (column: string | undefined) => `
  SELECT ${PAGO_COLUMNS} FROM pagos WHERE id = $1 ${column ? `AND ${column} = $2` : ''} FOR NO KEY UPDATE`;

const READ = `
  SELECT id, pago_id AS "pagoId", estado, monto, moneda, motivo, creado_en AS "creadoEn" FROM reembolsos WHERE id = $1`;

@CommandHandler(CreateReembolsoCommand)
export class CreateReembolsoHandler implements ICommandHandler<CreateReembolsoCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly pagos: PagoBook,
  ) {}

  /** @throws {DomainError} `recurso-desconocido`, `reembolso-excesivo`, `validacion`, `clave-idempotencia-requerida` */
  execute(command: CreateReembolsoCommand): Promise<Reembolso> {
    const { pagoId, input, context } = command;
    const key = keyRequired(context);
    refuseCardNumbers(input);
    return inTransaction(this.pool, (db) =>
      once(db, key, async () => {
        const [column, own] = dealOwner(command) ?? [];
        const { rows } = await db.query<PagoRow>(lock(column), [pagoId, ...(own === undefined ? [] : [own])]);
        const [pago] = rows;
        if (!pago) throw new DomainError('recurso-desconocido', { recurso: 'pago', id: pagoId });
        const { monto, motivo } = input;
        if (monto.moneda !== pago.moneda)
          throw DomainError.invalid([
            { pointer: '#/monto/moneda', code: 'otra-moneda', params: { moneda: pago.moneda } },
          ]);
        if (monto.monto === 0)
          throw DomainError.invalid([
            { pointer: '#/monto/monto', code: 'rango', params: { min: 1, max: pago.capturado } },
          ]);
        const id = await this.pagos.refund(db, pago, monto.monto, motivo, nameOf(context.actor));
        const made = (
          await db.query<Omit<Reembolso, 'monto'> & { monto: number; moneda: string }>(READ, [id])
        ).rows[0];
        const { monto: amount, moneda, ...rest } = made as NonNullable<typeof made>;
        return { ...rest, monto: { monto: amount, moneda } };
      }),
    );
  }
}
