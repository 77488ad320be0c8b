import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { POOL } from '../../platform/database/tokens.js';
import { type Checked, CheckExistenciasCommand } from './check-existencias.command.js';

const BATCH = 1_000;

// One statement is one snapshot: movements that are made meanwhile are in both sums or in none. $1 after which, $2 how many.
const CHECK = `
  SELECT e.producto_id AS id, e.fisicas <> coalesce(m.suma, 0) AS difiere
  FROM (SELECT producto_id, fisicas FROM existencias
        WHERE $1::uuid IS NULL OR producto_id > $1 ORDER BY producto_id LIMIT $2) e
  LEFT JOIN LATERAL (SELECT sum(cantidad) AS suma FROM movimientos WHERE producto_id = e.producto_id) m ON true
  ORDER BY e.producto_id`;

@CommandHandler(CheckExistenciasCommand)
export class CheckExistenciasHandler implements ICommandHandler<CheckExistenciasCommand> {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  async execute({ after }: CheckExistenciasCommand): Promise<Checked> {
    const { rows } = await this.pool.query<{ id: string; difiere: boolean }>(CHECK, [after, BATCH]);
    return {
      productos: rows.length,
      diferencias: rows.filter(({ difiere }) => difiere).map(({ id }) => id),
      last: rows.length === BATCH ? (rows.at(-1)?.id ?? null) : null,
    };
  }
}
