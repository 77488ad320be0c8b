import type pg from 'pg';
import { count, decimal } from '../../tools/runtime/numbers.js';

const SHOWN = 15;
const SHOWN_LENGTH = 90;

/** What each statement of this database has cost so far, the dearest first; those inside functions as well. */
export async function describeStatements(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{
    query: string;
    calls: number;
    total: number;
    mean: number;
    level: string;
  }>(
    `SELECT query, calls::integer, total_exec_time AS total, mean_exec_time AS mean,
            CASE WHEN toplevel THEN 'directa' ELSE 'dentro de otra' END AS level
     FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
     ORDER BY total_exec_time DESC LIMIT $1`,
    [SHOWN],
  );
  return rows.map(({ query, calls, total, mean, level }) => {
    const text = query.replace(/\s+/g, ' ').slice(0, SHOWN_LENGTH);
    return `${count(total)} ms en ${count(calls)} veces (${decimal(mean, 2)} ms, ${level}): ${text}`;
  });
}
