import type pg from 'pg';
import { Child } from '../harness/child.js';
import { historyTemplate, type HistorySize, wholeHistory } from '../harness/history.js';
import type { Bench } from '../harness/measurement.js';
import { Stack } from '../harness/stack.js';
import { openPool } from '../refresco/changes.js';
import type { Done, Order } from './archiver.js';

/** An installation with years of history, and a process that archives it. */
export interface Archive {
  size: HistorySize;
  stack: Stack;
  pool: pg.Pool;
  /** Variables that API and worker share with the process that archives. */
  env: Record<string, string>;
  /**
   * Takes a month to the archive, to the end or to an estado. Answers milliseconds by estado: how long it took to get
   * there.
   */
  archive(month: string, until?: string): Promise<Record<string, number>>;
  restore(month: string): Promise<void>;
  /** The process that archives stands still. */
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}

/**
 * @param size - As long as the other suites' if left out.
 * @param more - Variables of its own.
 */
export async function openArchive(
  bench: Bench,
  name: string,
  size: HistorySize = wholeHistory(bench),
  more: Record<string, string> = {},
): Promise<Archive> {
  const stack = await Stack.create(bench, name, await historyTemplate(bench, size));
  const env = { TRAZO_ARCHIVO_GRACIA_DIAS: '0', ...more };
  const child = await Child.start({ script: 'bench/archivo/archiver.ts', env: { ...stack.env, ...env } });
  bench.cleanup.add(() => child.stop());
  const pool = openPool(bench.cleanup, stack);
  const obey = async (order: Order) => {
    const done = child.message<Done>('hecho');
    child.send(order);
    const { problema, lineas } = await done;
    if (problema) throw new Error(`${order.tipo} ${order.mes}: ${problema}`);
    return lineas;
  };
  return {
    size,
    stack,
    pool,
    env,
    archive: async (mes, hasta) => stepsOf(await obey({ tipo: 'archivar', mes, hasta })),
    pause: () => child.signal('SIGSTOP'),
    resume: () => child.signal('SIGCONT'),
    restore: async (mes) => void (await obey({ tipo: 'restaurar', mes })),
    async close() {
      await child.stop();
      await pool.end();
      await stack.close();
    },
  };
}

/** The oldest months that hold something. */
export async function oldestMonths(pool: pg.Pool, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ mes: string }>(
    `SELECT mes::text FROM refrescos WHERE modelo = 'envios_detalle' AND filas > 0 ORDER BY mes LIMIT $1`,
    [limit],
  );
  return rows.map(({ mes }) => mes);
}

/** Name of a month's partition. */
export const partition = (table: string, month: string) => `${table}_${month.slice(0, 7).replace('-', '_')}`;

function stepsOf(lines: Done['lineas']): Record<string, number> {
  const ends = lines.flatMap(({ ms, texto }) => {
    const [, estado] = /^\d{4}-\d\d: (\w+)$/.exec(texto) ?? [];
    return estado ? [[estado, ms] as const] : [];
  });
  return Object.fromEntries(
    ends.map(([estado, ms], index) => [estado, ms - (ends[index - 1]?.[1] ?? 0)] as const),
  );
}
