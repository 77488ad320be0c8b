import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { addMonths, type Month, monthSuffix } from '../../platform/database/month.js';
import { sqlState } from '../../platform/database/sql-errors.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { READ_MODELS } from '../../platform/read-models/read-model.js';
import { MONTHS_LOCK, openBases } from '../../platform/read-models/schema.js';

// Opening waits for readers that use the vista at this moment, and new readers queue up behind it: better to let go and
// try again than to keep them waiting.
const LOCK_TIMEOUT_MS = 200;
const ATTEMPTS = 50;
const LOCK_NOT_AVAILABLE = '55P03';

const CLAIM =
  'INSERT INTO periodos (mes) SELECT unnest($1::date[]) ON CONFLICT DO NOTHING RETURNING mes::text';

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
    const wanted = [...new Set(months)].filter((month) => !this.known.has(month)).sort();
    if (wanted.length === 0) return [];
    const opened = await this.open(wanted, ATTEMPTS);
    for (const month of wanted) this.known.add(month);
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
  await client.query(MONTHS_LOCK);
  const { rows } = await client.query<{ mes: Month }>(CLAIM, [months]);
  const opened = rows.map(({ mes }) => mes);
  if (opened.length === 0) return [];
  await client.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
  for (const month of opened) {
    await client.query(createPartition('envios', month));
    await client.query(createPartition('trazas', month));
  }
  for (const model of READ_MODELS) await openBases(client, model, opened);
  return opened;
}

/** Attached instead of created as a partition: that takes no lock that reads or writes would feel. */
function createPartition(table: string, month: Month): string {
  const partition = `${table}_${monthSuffix(month)}`;
  const [from, to] = [month, addMonths(month, 1)];
  return `
    CREATE TABLE ${partition} (LIKE ${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
    ALTER TABLE ${table} ATTACH PARTITION ${partition}
      FOR VALUES FROM (uuid_desde('${from}T00:00:00Z')) TO (uuid_desde('${to}T00:00:00Z'));`;
}
