import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { to as copyTo } from 'pg-copy-streams';
import { say } from '../../scripts/lib/terminal.mjs';
import { withConnection } from '../../src/platform/database/transaction.js';
import type { Bench } from '../harness/measurement.js';
import { timed } from '../refresco/changes.js';
import { decimal } from '../../tools/runtime/numbers.js';
import { type Archive, oldestMonths, openArchive, partition } from './archive.js';

const MIB = 2 ** 20;

/** What a month was before it left, and what became of it. */
export interface ArchivedMonth {
  mes: string;
  /** Rows that left, of all tables. */
  rows: number;
  /** Bytes: heap and indexes of its partitions; those of its read model; its files. */
  tables: number;
  base: number;
  files: number;
  /** Milliseconds: of `COPY ... TO STDOUT` of the same rows; of each step. */
  copyMs: number;
  steps: Record<string, number>;
  /** Of every partition, by a function that the program has not. */
  fingerprint: string;
}

/** An installation of which a year is in the archive. */
export interface ArchivedYear extends Archive {
  months: readonly ArchivedMonth[];
}

const years = new WeakMap<Bench, Promise<ArchivedYear>>();

/** A year, archived once a run; several measurements look at it. */
export function archivedYear(bench: Bench): Promise<ArchivedYear> {
  const year = years.get(bench) ?? archiveYear(bench);
  years.set(bench, year);
  return year;
}

async function archiveYear(bench: Bench): Promise<ArchivedYear> {
  const archive = await openArchive(bench, 'archivo');
  const months: ArchivedMonth[] = [];
  for (const mes of await oldestMonths(archive.pool, bench.rapid ? 3 : 12)) {
    const tables = ['envios', 'trazas'].map((table) => partition(table, mes));
    const [before, fingerprint] = [await sizeOf(archive, mes), await fingerprintOf(archive, mes)];
    // Both find the month in memory: the fingerprint has just read it.
    const copyMs = await timed(async () => {
      for (const table of tables) await copyAway(archive, table);
    });
    const steps = await archive.archive(mes);
    const { rows } = await archive.pool.query<{ rows: string; files: string }>(
      `SELECT sum((t.value ->> 'filas')::bigint) FILTER (WHERE t.key <> 'detalle') AS rows, sum((t.value ->> 'bytes')::bigint) AS files
       FROM periodos p, jsonb_each(p.manifiesto -> 'tablas') t WHERE p.mes = $1`,
      [mes],
    );
    const month = {
      ...{ mes, ...before, copyMs, steps, fingerprint },
      ...{ rows: Number(rows[0]?.rows), files: Number(rows[0]?.files) },
    };
    months.push(month);
    say(
      `  ${mes.slice(0, 7)}: ${decimal(month.tables / MIB, 1)} → ${decimal(month.files / MIB, 1)} MiB, COPY ${decimal(copyMs / 1_000, 1)} s; ` +
        Object.entries(steps)
          .map(([estado, ms]) => `${estado} ${decimal(ms / 1_000, 1)} s`)
          .join(', '),
    );
  }
  return { ...archive, months };
}

async function sizeOf({ pool }: Archive, mes: string): Promise<{ tables: number; base: number }> {
  const { rows } = await pool.query<{ tables: string; base: string }>(
    `SELECT pg_total_relation_size($1::regclass) + pg_total_relation_size($2::regclass) AS tables,
            pg_total_relation_size($3::regclass) AS base`,
    ['envios', 'trazas', 'vm_envios_detalle'].map((table) => partition(table, mes)),
  );
  return { tables: Number(rows[0]?.tables), base: Number(rows[0]?.base) };
}

/** Count and sum of hashes of all rows of a month. */
export async function fingerprintOf({ pool }: Archive, mes: string): Promise<string> {
  const of = (table: string) =>
    `(SELECT count(*) || '/' || sum(hashtextextended(x::text, 0)::numeric) FROM ${partition(table, mes)} x)`;
  const { rows } = await pool.query<{ both: string }>({
    text: `SELECT ${of('envios')} || ' ' || ${of('trazas')} AS both`,
    query_timeout: 600_000,
  } as never);
  return rows[0]?.both ?? '';
}

/** What a dump would do at its best: reads a table and throws it away. */
async function copyAway({ pool }: Archive, table: string): Promise<void> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await withConnection(pool, (client) => pipeline(client.query(copyTo(`COPY ${table} TO STDOUT`)), nowhere));
}
