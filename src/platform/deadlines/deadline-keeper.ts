import { Inject, Injectable, Logger } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type pg from 'pg';
import { isOfSurroundings } from '../database/surroundings.js';
import { POOL } from '../database/tokens.js';
import { inTransaction } from '../database/transaction.js';
import { BATCH_SIZE, type Deadline, KeepsDeadline } from './deadline.js';
import { assertNames, countDue, dropRows, keysOf, nextDue, putOff, takeDue } from './deadline-sql.js';

/** Until the keeper tries a failed row again. */
const PUT_OFF_S = 60;

type Row = Record<string, unknown>;

/** Finds rows whose instant has come, and calls their deadline's `due`. */
@Injectable()
export class DeadlineKeeper {
  private readonly logger = new Logger('plazos');
  private deadlines: readonly Deadline[] | undefined;

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly discovery: DiscoveryService,
  ) {}

  /**
   * Handles every row that is due.
   *
   * @returns milliseconds until something is due next; undefined if nothing waits.
   */
  async look(): Promise<number | undefined> {
    let nextMs = Infinity;
    for (const deadline of this.all()) {
      let more: boolean;
      do more = await this.takeBatch(deadline);
      while (more);
      const { rows } = await this.pool.query<{ inMs: number | null }>(nextDue(deadline));
      nextMs = Math.min(nextMs, rows[0]?.inMs ?? Infinity);
    }
    return nextMs === Infinity ? undefined : Math.max(0, nextMs);
  }

  private all(): readonly Deadline[] {
    this.deadlines ??= this.find();
    return this.deadlines;
  }

  /** @throws when two deadlines have one name, or one has names that SQL does not know. */
  private find(): Deadline[] {
    const found = this.discovery
      .getProviders({ metadataKey: KeepsDeadline.KEY })
      .map(({ instance }) => instance as Deadline);
    const twice = found.find(({ name }, index) => found.findIndex((other) => other.name === name) < index);
    if (twice) throw new Error(`El plazo «${twice.name}» está declarado dos veces.`);
    for (const deadline of found) assertNames(deadline);
    return found;
  }

  /** @returns whether there may be more. */
  private async takeBatch(deadline: Deadline): Promise<boolean> {
    const most = deadline.batchSize ?? BATCH_SIZE;
    try {
      return (await this.workOff(deadline, most)) === most;
    } catch (error) {
      if (isOfSurroundings(error)) throw error;
      return this.oneByOne(deadline, most);
    }
  }

  private workOff(deadline: Deadline, most: number): Promise<number> {
    return inTransaction(this.pool, async (client) => {
      const { rows } = await client.query<Row>(takeDue(deadline), [most]);
      if (rows.length === 0) return 0;
      await this.settle(client, deadline, rows);
      await this.assertMoved(client, deadline, rows);
      return rows.length;
    });
  }

  /** Some row failed, so the keeper takes each row alone and puts off those that fail. */
  private async oneByOne(deadline: Deadline, most: number): Promise<boolean> {
    for (let index = 0; index < most; index += 1) {
      const taken = await inTransaction(this.pool, async (client) => {
        const { rows } = await client.query<Row>(takeDue(deadline), [1]);
        if (rows.length === 0) return false;
        await client.query('SAVEPOINT fila');
        try {
          await this.settle(client, deadline, rows);
          await this.assertMoved(client, deadline, rows);
        } catch (error) {
          if (isOfSurroundings(error)) throw error;
          this.logger.error({ message: 'plazo-falla', plazo: deadline.name, fila: rows[0], error });
          await client.query('ROLLBACK TO SAVEPOINT fila');
          await client.query(putOff(deadline), [keysOf(rows), PUT_OFF_S]);
        }
        return true;
      });
      if (!taken) return false;
    }
    return true;
  }

  private async settle(client: pg.PoolClient, deadline: Deadline, rows: readonly Row[]): Promise<void> {
    if (deadline.due) await deadline.due(rows, client);
    else await client.query(dropRows(deadline), [keysOf(rows)]);
  }

  /** A row that stays due would be taken again and again. */
  private async assertMoved(client: pg.PoolClient, deadline: Deadline, rows: readonly Row[]): Promise<void> {
    const { rows: counted } = await client.query<{ count: number }>(countDue(deadline), [keysOf(rows)]);
    if (counted[0]?.count)
      throw new Error(`El plazo «${deadline.name}» dejó ${counted[0].count} filas como estaban.`);
  }
}
