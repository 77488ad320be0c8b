import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import type { Queryable } from '../../platform/database/pool.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Facts } from '../../platform/log/facts.js';
import { type DealOwner, type Pieces, Stock } from '../catalogo/contract.js';
import { EnvioCanceller } from '../envios/contract.js';
import { PagoBook } from '../pagos/contract.js';
import { CuponBook } from './cupones/cupon-book.js';
import {
  CERRADOS,
  HOLDS_STOCK,
  IS_PACKED,
  mayMove,
  type MoveName,
  type Mover,
  MOVES,
} from './domain/moves.js';
import { PedidoEnvio } from './pedido-envio.js';
import { PEDIDO_MOVIDO } from './pedido-hecho.js';
import { PedidoReader } from './pedido-reader.js';
import { PEDIDO_COLUMNS, type PedidoRow } from './pedido-row.js';
import { ownersOf } from './pedido-writer.js';

/** What a move says beside its name. */
export interface MoveDetails {
  /** Who makes it, and his name for the record. */
  mover: Mover;
  por: string;
  motivo?: string;
  /** Minutes until it is ready. */
  minutos?: number;
  /** Whether its envío has come to its end already. */
  envioEnded?: boolean;
  /** Whether the goods have left, or are lost, whatever its estado says. */
  gone?: boolean;
}

const lockSql = (column: string | undefined) => `
  SELECT ${PEDIDO_COLUMNS} FROM pedidos WHERE id = $1 ${column ? `AND ${column} = $2` : ''} FOR NO KEY UPDATE`;

// $1 id, $2 estado, $3 motive, $4 minutes until ready, $5 code of its envío, $6 whether the comercio is to say yes now,
// $7 whether it is closed, $8 days that its personal data is kept.
const MOVE = `
  UPDATE pedidos SET estado = $2, motivo = coalesce($3, motivo), preparacion_minutos = coalesce($4, preparacion_minutos),
    entrega_estimada = CASE WHEN $4::integer IS NULL THEN entrega_estimada ELSE now() + make_interval(mins => $4) END,
    codigo_envio = coalesce($5, codigo_envio),
    vence_en = CASE WHEN $6 THEN now() + make_interval(secs => aceptacion_s) END,
    entregado_en = CASE WHEN $2 = 'entregado' THEN now() END,
    olvidar_en = CASE WHEN $7 THEN now() + make_interval(days => $8) END,
    version = version + 1
  WHERE id = $1`;

/** Moves pedidos inside the caller's transaction: what a move does beside, it does or nothing happens. */
@Injectable()
export class PedidoMover {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly reader: PedidoReader,
    private readonly pagos: PagoBook,
    private readonly stock: Stock,
    private readonly cupones: CuponBook,
    private readonly envio: PedidoEnvio,
    private readonly canceller: EnvioCanceller,
  ) {}

  /**
   * A pedido, locked until the transaction ends.
   *
   * @param owner - Then one of somebody else is not found.
   * @throws {DomainError} `recurso-desconocido`
   */
  async lock(db: Queryable, id: string, owner?: DealOwner): Promise<PedidoRow> {
    const [column, own] = owner ?? [];
    const { rows } = await db.query<PedidoRow>(lockSql(column), [id, ...(own === undefined ? [] : [own])]);
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'pedido', id });
    return rows[0];
  }

  /**
   * Moves a locked pedido.
   *
   * @throws {DomainError} `pedido-en-otro-estado` where its estado, or who moves it, does not allow it
   */
  async move(db: Queryable, pedido: PedidoRow, name: MoveName, details: MoveDetails): Promise<void> {
    const { mover, motivo, minutos } = details;
    if (!mayMove(name, pedido.estado, mover))
      throw new DomainError('pedido-en-otro-estado', { estado: pedido.estado });
    const estado = MOVES[name].to;
    const codigoEnvio = await this.effects(db, pedido, name, details);
    const isClosed = CERRADOS.includes(estado);
    await db.query(MOVE, [
      ...[pedido.id, estado, motivo, minutos, codigoEnvio],
      ...[name === 'confirmar', isClosed, this.config.TRAZO_PEDIDOS_DATOS_DIAS],
    ]);
    await Facts.add(db, PEDIDO_MOVIDO, {
      subject: pedido.id,
      owners: ownersOf(pedido),
      data: {
        id: pedido.id,
        numero: pedido.numero,
        estado,
        estadoAnterior: pedido.estado,
        motivo: motivo ?? null,
        codigoEnvio: codigoEnvio ?? null,
        minutos: minutos ?? null,
      },
    });
  }

  /** What a move does beside, in the one order of locks. @returns the code of an envío that it creates. */
  private async effects(
    db: Queryable,
    pedido: PedidoRow,
    name: MoveName,
    details: MoveDetails,
  ): Promise<string | undefined> {
    const { por } = details;
    if (name === 'preparar') await this.pagos.accept(db, pedido.id);
    if (name === 'entregar') await this.pagos.collect(db, pedido.id);
    if (name === 'alistar') {
      await this.stock.confirm(db, await this.pieces(db, pedido.id), pedido.id, por);
      return pedido.entrega_tipo === 'domicilio' ? this.envio.create(db, pedido) : undefined;
    }
    if (name === 'cancelar' || name === 'rechazar' || name === 'expirar')
      await this.runBackwards(db, pedido, details);
    return undefined;
  }

  private async runBackwards(db: Queryable, pedido: PedidoRow, details: MoveDetails): Promise<void> {
    const { por, motivo = 'vencido', envioEnded, gone } = details;
    await this.pagos.undo(db, pedido.id, motivo, por);
    if (HOLDS_STOCK.includes(pedido.estado)) await this.stock.release(db, await this.pieces(db, pedido.id));
    if (IS_PACKED.includes(pedido.estado) && !gone)
      await this.stock.takeBack(db, await this.pieces(db, pedido.id), pedido.id, por);
    await this.cupones.giveBack(db, pedido.id);
    if (pedido.codigo_envio !== null && !envioEnded)
      await this.canceller.cancel(db, pedido.codigo_envio, null);
  }

  /** What was reserved for it, each producto once. */
  private async pieces(db: Queryable, id: string): Promise<Pieces[]> {
    const reserved = (await this.reader.lines(db, [id])).filter(({ reservado }) => reservado);
    return [...Map.groupBy(reserved, ({ producto_id: productoId }) => productoId)].map(
      ([productoId, lines]) => ({
        productoId,
        cantidad: lines.reduce((sum, { cantidad }) => sum + cantidad, 0),
      }),
    );
  }
}
