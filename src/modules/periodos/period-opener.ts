import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type Month, monthOf } from '../../platform/database/month.js';
import { sqlState } from '../../platform/database/sql-errors.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { readModels } from '../../platform/read-models/read-model.js';
import { lockMonths } from '../../platform/read-models/hot-months.js';
import { openBases } from '../../platform/read-models/schema.js';
import { createPartition, noteChanges, PARTITIONED } from './partitions.js';

// Opening waits for readers that use the vista at this moment, and new readers queue up behind it: better to let go and
// try again than to keep them waiting.
const LOCK_TIMEOUT_MS = 200;
const ATTEMPTS = 50;
const LOCK_NOT_AVAILABLE = '55P03';

// A month that went to the archive as a whole opens again, for what is created late or brought back.
const CLAIM = `
  INSERT INTO periodos (mes) SELECT unnest($1::date[])
  ON CONFLICT (mes) DO UPDATE SET caliente = true WHERE NOT periodos.caliente
  RETURNING mes::text, archivada IS NOT NULL AS archived`;

const SELECT_OPEN = 'SELECT mes::text FROM periodos WHERE mes = ANY ($1::date[]) AND caliente';

const MISSING =
  'SELECT mes::text FROM unnest($1::date[]) AS mes WHERE mes NOT IN (SELECT mes FROM periodos) ORDER BY mes';

/** Opens months: their partitions of the write model and their bases of every read model. */
@Injectable()
export class PeriodOpener {
  private readonly known = new Set<Month>();

  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  /**
   * Makes sure that rows of these months can be written.
   *
   * @returns the months that were opened now.
   */
  async ensureOpen(months: readonly Month[]): Promise<Month[]> {
    const unknown = [...new Set(months)].filter((month) => !this.known.has(month)).sort();
    if (unknown.length === 0) return [];
    const { rows } = await this.pool.query<{ mes: Month }>(SELECT_OPEN, [unknown]);
    const open = new Set(rows.map(({ mes }) => mes));
    const opened = unknown.some((month) => !open.has(month)) ? await this.open(unknown, ATTEMPTS) : [];
    // A month that is over may leave for the archive.
    const current = monthOf(new Date());
    for (const month of unknown) if (month >= current) this.known.add(month);
    return opened;
  }

  /** Those of these months that are not open. */
  async listMissing(months: readonly Month[]): Promise<Month[]> {
    const { rows } = await this.pool.query<{ mes: Month }>(MISSING, [months]);
    return rows.map(({ mes }) => mes);
  }

  private async open(months: readonly Month[], attempts: number): Promise<Month[]> {
    try {
      return await inTransaction(this.pool, (client) => openMonths(client, months));
    } catch (error) {
      if (sqlState(error) !== LOCK_NOT_AVAILABLE || attempts <= 1) throw error;
      return this.open(months, attempts - 1);
    }
  }
}

async function openMonths(client: pg.PoolClient, months: readonly Month[]): Promise<Month[]> {
  await client.query(lockMonths());
  const { rows } = await client.query<{ mes: Month; archived: boolean }>(CLAIM, [months]);
  const opened = rows.map(({ mes }) => mes);
  if (opened.length === 0) return [];
  await client.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
  for (const { mes, archived } of rows)
    for (const table of PARTITIONED) {
      await client.query(createPartition(table, mes));
      if (archived) await client.query(noteChanges(table, mes));
    }
  for (const model of readModels.all()) await openBases(client, model, opened);
  return opened;
}
