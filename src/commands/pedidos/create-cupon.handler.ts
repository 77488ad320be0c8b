import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { ownComercio } from '../../modules/catalogo/contract.js';
import { CUPON_COLUMNS, type CuponRow, toCupon } from '../../modules/pedidos/cupones/cupon-row.js';
import type { CuponInput, CuponLeido } from '../../modules/pedidos/cupones/cupon.dto.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { FieldError } from '../../platform/errors/field-errors.js';
import { once } from '../../platform/idempotency/once.js';
import { CreateCuponCommand } from './create-cupon.command.js';

const INSERT = `
  INSERT INTO cupones (id, codigo, comercio_id, por_mil, monto, moneda, minimo, desde, hasta, limite, limite_por_comprador)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  RETURNING ${CUPON_COLUMNS}`;

@CommandHandler(CreateCuponCommand)
export class CreateCuponHandler implements ICommandHandler<CreateCuponCommand> {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `validacion`, `codigo-en-uso` */
  execute(command: CreateCuponCommand): Promise<CuponLeido> {
    const { input, context } = command;
    assertCupon(input);
    const own = ownComercio(command);
    if (own !== undefined && input.comercioId != null && input.comercioId.toLowerCase() !== own)
      throw DomainError.invalid([{ pointer: '#/comercioId', code: 'no-existe' }]);
    const values = [
      ...[uuidV7(), input.codigo, input.comercioId ?? own, input.porMil, input.monto?.monto, input.moneda],
      ...[input.minimo?.monto ?? 0, input.desde, input.hasta, input.limite, input.limitePorComprador],
    ];
    return inTransaction(this.pool, (db) =>
      once(db, context.key, async () =>
        toCupon((await db.query<CuponRow>(INSERT, values).catch(refuse(input))).rows[0] as CuponRow),
      ),
    );
  }
}

/** @throws {DomainError} `validacion` */
function assertCupon({ porMil, monto, minimo, moneda }: CuponInput): void {
  const errors: FieldError[] = [];
  if ((porMil == null) === (monto == null)) errors.push({ pointer: '#/porMil', code: 'por-mil-o-monto' });
  for (const [name, amount] of Object.entries({ monto, minimo }))
    if (amount && amount.moneda !== moneda)
      errors.push({ pointer: `#/${name}/moneda`, code: 'otra-moneda', params: { moneda } });
  if (monto?.monto === 0)
    errors.push({ pointer: '#/monto/monto', code: 'rango', params: { min: 1, max: '∞' } });
  if (errors.length > 0) throw DomainError.invalid(errors);
}

const refuse =
  ({ codigo }: CuponInput) =>
  (error: unknown): never => {
    const { constraint } = error as Partial<pg.DatabaseError>;
    if (constraint === 'cupones_codigo') throw new DomainError('codigo-en-uso', { codigo }, [], error);
    if (constraint === 'cupones_comercio_id_fkey')
      throw DomainError.invalid([{ pointer: '#/comercioId', code: 'no-existe' }]);
    throw error;
  };
