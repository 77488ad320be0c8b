import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Facts } from '../../platform/log/facts.js';
import { afterRefund, type EstadoPago, isSettled } from './domain/pago.js';
import { amountsOf } from './pago-amounts.js';
import { PAGO_CAMBIADO } from './pago-cambiado.js';
import type { PagoInput } from './pago.dto.js';
import { PAGO_COLUMNS, type PagoRow } from './pago-row.js';
import { ValeBook } from './vales/vale-book.js';

/** What a pago is for. */
export interface Payable {
  pedidoId: string;
  comercioId: string;
  compradorId: string | null;
  total: number;
  moneda: string;
}

/** Who takes the money of a method. Methods that are not here have nobody so far. */
const PROVEEDORES: Readonly<Partial<Record<string, string>>> = {
  contra_entrega: 'comercio',
  vale: 'casa',
  diferido: 'referencia',
};

const INSERT = `
  INSERT INTO pagos (id, pedido_id, comercio_id, comprador_id, metodo, proveedor, estado, monto, moneda, cuotas, referencia, vale_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  RETURNING ${PAGO_COLUMNS}`;

// Pagos are locked in the order of their ids, and after their pedido.
const OF_PEDIDO = `SELECT ${PAGO_COLUMNS} FROM pagos WHERE pedido_id = $1 ORDER BY id`;

const OF_PEDIDOS = `SELECT ${PAGO_COLUMNS} FROM pagos WHERE pedido_id = ANY ($1) ORDER BY id`;

const MOVE = `
  UPDATE pagos SET estado = $2, capturado = $3, reembolsado = $4 WHERE id = $1 RETURNING ${PAGO_COLUMNS}`;

const REFUND = `
  INSERT INTO reembolsos (id, pago_id, monto, moneda, motivo, estado, por) VALUES ($1, $2, $3, $4, $5, 'hecho', $6)`;

/** Changes pagos inside the caller's transaction. Each change is a fact. */
@Injectable()
export class PagoBook {
  constructor(private readonly vales: ValeBook) {}

  /**
   * Begins the pagos of a pedido: together they come to its total.
   *
   * @param at - Pointer to their list in the request; `#` for one that is the whole of it.
   * @returns them, and whether the pedido need not wait for any.
   * @throws {DomainError} `validacion` for amounts that do not sum up, a method that nobody takes or an unknown vale;
   *   `vale-insuficiente`
   */
  async begin(
    db: Queryable,
    of: Payable,
    inputs: readonly PagoInput[],
    at = '#/pagos',
  ): Promise<{ pagos: PagoRow[]; settled: boolean }> {
    const amounts = amountsOf(inputs, of.total, of.moneda, at);
    const pagos: PagoRow[] = [];
    for (const [index, input] of inputs.entries())
      pagos.push(
        await this.insert(db, of, input, amounts[index] as number, at === '#' ? at : `${at}/${index}`),
      );
    return { pagos, settled: pagos.every(isSettled) };
  }

  /**
   * Pays in another way what is left of a total. What was begun, and has not come, is let go of.
   *
   * @throws {DomainError} as `begin`
   */
  async retry(db: Queryable, of: Payable, input: PagoInput): Promise<PagoRow> {
    let held = 0;
    for (const pago of await this.locked(db, of.pedidoId)) {
      if (pago.estado === 'iniciado') await this.move(db, pago, 'anulado', 0);
      else if (isSettled(pago)) held += pago.monto;
    }
    const { pagos } = await this.begin(db, { ...of, total: of.total - held }, [input], '#');
    return pagos[0] as PagoRow;
  }

  /** The pagos of pedidos, oldest first. */
  async listOf(db: Queryable, pedidoIds: readonly string[]): Promise<PagoRow[]> {
    return (await db.query<PagoRow>({ name: 'pagos-de', text: OF_PEDIDOS, values: [pedidoIds] })).rows;
  }

  /** Whether the pagos of a pedido are enough for it to be confirmed; those that failed do not count. */
  async isSettled(db: Queryable, pedidoId: string): Promise<boolean> {
    const pagos = await this.listOf(db, [pedidoId]);
    return pagos.filter(({ estado }) => estado !== 'fallido' && estado !== 'anulado').every(isSettled);
  }

  /** Takes money that is held, once the comercio has said yes. */
  async accept(db: Queryable, pedidoId: string): Promise<void> {
    for (const pago of await this.locked(db, pedidoId))
      if (pago.estado === 'autorizado') await this.move(db, pago, 'capturado', pago.monto);
  }

  /** Takes down that what is paid at the door was paid. */
  async collect(db: Queryable, pedidoId: string): Promise<void> {
    for (const pago of await this.locked(db, pedidoId))
      if (pago.metodo === 'contra_entrega' && pago.estado === 'iniciado')
        await this.move(db, pago, 'capturado', pago.monto);
  }

  /** Lets go of everything that a pedido which is not to be has held or taken. Safe to repeat. */
  async undo(db: Queryable, pedidoId: string, motivo: string, por: string): Promise<void> {
    for (const pago of await this.locked(db, pedidoId)) {
      if (pago.estado === 'iniciado') await this.move(db, pago, 'anulado', 0);
      if (pago.estado === 'autorizado') {
        await this.giveBack(db, pago, pago.monto);
        await this.move(db, pago, 'anulado', 0);
      }
      const rest = pago.capturado - pago.reembolsado;
      if (rest > 0) await this.refund(db, pago, rest, motivo, por);
    }
  }

  /**
   * Gives back a part of what a locked pago took.
   *
   * @returns the id of the reembolso.
   * @throws {DomainError} `reembolso-excesivo`
   */
  async refund(db: Queryable, pago: PagoRow, monto: number, motivo: string, por: string): Promise<string> {
    const resto = pago.capturado - pago.reembolsado;
    if (monto > resto)
      throw new DomainError('reembolso-excesivo', { resto }, [
        { pointer: '#/monto/monto', code: 'rango', params: { min: 1, max: resto } },
      ]);
    const id = uuidV7();
    await db.query(REFUND, [id, pago.id, monto, pago.moneda, motivo, por]);
    await this.giveBack(db, pago, monto);
    const reembolsado = pago.reembolsado + monto;
    await this.move(db, pago, afterRefund(pago.capturado, reembolsado), pago.capturado, reembolsado);
    return id;
  }

  /** Notes that somebody paid, also too late. @returns whether that is news. */
  async paid(db: Queryable, pago: PagoRow): Promise<boolean> {
    if (pago.estado !== 'iniciado' && pago.estado !== 'anulado') return false;
    await this.move(db, pago, 'capturado', pago.monto);
    return true;
  }

  private async locked(db: Queryable, pedidoId: string): Promise<PagoRow[]> {
    return (await db.query<PagoRow>(`${OF_PEDIDO} FOR NO KEY UPDATE`, [pedidoId])).rows;
  }

  private async insert(
    db: Queryable,
    of: Payable,
    input: PagoInput,
    monto: number,
    at: string,
  ): Promise<PagoRow> {
    const { metodo } = input;
    const proveedor = PROVEEDORES[metodo];
    if (proveedor === undefined || (input.proveedor != null && input.proveedor !== proveedor))
      throw DomainError.invalid([{ pointer: `${at}/metodo`, code: 'metodo-no-disponible' }]);
    const isVale = metodo === 'vale';
    const valeId = isVale
      ? await this.vales.spend(db, input.vale ?? '', monto, of.moneda, `${at}/vale`)
      : null;
    const id = uuidV7();
    const referencia = metodo === 'diferido' ? id.replaceAll('-', '').slice(-12).toUpperCase() : null;
    const { rows } = await db.query<PagoRow>(INSERT, [
      ...[id, of.pedidoId, of.comercioId, of.compradorId, metodo, proveedor],
      ...[isVale ? 'autorizado' : 'iniciado', monto, of.moneda, input.cuotas, referencia, valeId],
    ]);
    await this.tell(db, rows[0] as PagoRow);
    return rows[0] as PagoRow;
  }

  private async giveBack(db: Queryable, { vale_id: valeId }: PagoRow, monto: number): Promise<void> {
    if (valeId !== null) await this.vales.giveBack(db, valeId, monto);
  }

  private async move(
    db: Queryable,
    pago: PagoRow,
    estado: EstadoPago,
    capturado: number,
    reembolsado = pago.reembolsado,
  ): Promise<void> {
    const { rows } = await db.query<PagoRow>(MOVE, [pago.id, estado, capturado, reembolsado]);
    await this.tell(db, rows[0] as PagoRow);
  }

  private async tell(db: Queryable, pago: PagoRow): Promise<void> {
    const { id, metodo, estado, monto, capturado, reembolsado, moneda } = pago;
    const owners = {
      comercioId: pago.comercio_id,
      ...(pago.comprador_id !== null && { compradorId: pago.comprador_id }),
    };
    const data = { id, pedidoId: pago.pedido_id, metodo, estado, monto, capturado, reembolsado, moneda };
    await Facts.add(db, PAGO_CAMBIADO, { subject: id, owners, data });
  }
}
