import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { say } from '../../scripts/lib/terminal.mjs';
import { transaction, withConnection } from '../../src/platform/database/transaction.js';
import { markChanged } from '../../src/platform/read-models/mark-changed.js';
import { wholeHistory } from '../harness/history.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { DETALLE, INSERT_TRAZAS, newestMonths, pickEnvios } from '../refresco/changes.js';
import { decimal } from '../../tools/runtime/numbers.js';
import { percentile } from '../../tools/runtime/statistics.js';
import { type Archive, oldestMonths, openArchive } from './archive.js';

const LOOK_MS = 1;

const LOCK_ENVIOS = 'SELECT FROM codigos_envio WHERE codigo = ANY ($1) ORDER BY envio_id FOR NO KEY UPDATE';

/** Who waits for a lock that the archive holds, or waits for before them, and since when. */
const WAITING = `
  SELECT l.pid, extract(epoch FROM clock_timestamp() - l.waitstart)::float8 * 1000 AS ms,
         (SELECT string_agg(DISTINCT left(regexp_replace(x.query, '\\s+', ' ', 'g'), 80), '; ') FROM unnest(pg_blocking_pids(l.pid)) b
          JOIN pg_stat_activity x ON x.pid = b WHERE x.application_name LIKE 'trazo archivo%') AS by
  FROM pg_locks l JOIN pg_stat_activity a USING (pid)
  WHERE NOT l.granted AND l.waitstart IS NOT NULL AND a.application_name NOT LIKE 'trazo archivo%'
    AND EXISTS (SELECT FROM unnest(pg_blocking_pids(l.pid)) b JOIN pg_stat_activity x ON x.pid = b
                WHERE x.application_name LIKE 'trazo archivo%')`;

/** The longest that anybody waits for the archive. */
export const bloqueo: Measurement = {
  id: 'bloqueo_ms',
  description: 'lo más que un lector o un escritor espera por un bloqueo del archivo',
  target: { atMost: 100 },
  async run(bench: Bench): Promise<Figure> {
    // Locks are looked at, and not who gives way.
    const pace = { TRAZO_ARCHIVO_PORCENTAJE: '100' };
    const archive = await openArchive(bench, 'bloqueo', wholeHistory(bench), pace);
    const months = await oldestMonths(archive.pool, bench.rapid ? 3 : 8);
    const hot = (await newestMonths(archive.pool, 2)).at(-1) as string;
    const watcher = await watch(archive);
    let going = true;
    const felt: number[] = [];
    const crowd = Promise.all([
      ...[0, 1].map(() =>
        keepDoing(
          () => going,
          felt,
          () => readSome(archive, [hot, ...months]),
        ),
      ),
      ...[0, 1].map(() =>
        keepDoing(
          () => going,
          felt,
          () => writeSome(archive, hot),
        ),
      ),
    ]);
    // Heard of at the end.
    crowd.catch(() => undefined);
    for (const mes of months) {
      await archive.archive(mes);
      say(`  ${mes.slice(0, 7)} archivado: hasta ahora, ${decimal(watcher.longest, 1)} ms`);
    }
    for (const mes of months.slice(0, 2)) await archive.restore(mes);
    going = false;
    await crowd;
    await watcher.stop();
    await archive.close();
    return {
      value: watcher.longest,
      unit: 'ms',
      behind: {
        'veces que alguien esperó': watcher.waits,
        'lo más que tardó una lectura o escritura entera (ms)': Math.max(...felt),
        'y su p99 (ms)': percentile(felt, 0.99) ?? NaN,
      },
      notes: [
        `la más larga esperaba a: ${watcher.by}`,
        `${months.length} meses al archivo y 2 de vuelta, con dos lectores de todos ellos y dos escritores sin pausa; ` +
          `pg_locks mirado cada ${LOOK_MS} ms: una espera más corta puede no verse`,
      ],
    };
  },
};

async function keepDoing(going: () => boolean, felt: number[], work: () => Promise<unknown>): Promise<void> {
  while (going()) {
    const started = performance.now();
    await work();
    felt.push(performance.now() - started);
    await sleep(2);
  }
}

async function readSome({ pool }: Archive, months: readonly string[]): Promise<void> {
  for (const month of months)
    await pool.query(
      `SELECT id, estado FROM vista_envios_detalle WHERE mes = '${month}' AND id >= uuid_desde('${month}') ORDER BY id LIMIT 1`,
    );
}

/** In the order of every writer: locks the envíos, inserts the trazas, shows them. */
async function writeSome({ pool }: Archive, month: string): Promise<void> {
  const envios = await pickEnvios(pool, month, { count: 20 });
  const ids = envios.map(({ id }) => id).sort();
  await withConnection(pool, (client) =>
    transaction(client, async () => {
      await client.query(LOCK_ENVIOS, [envios.map(({ codigo }) => codigo)]);
      await client.query(INSERT_TRAZAS, [ids]);
      await markChanged(client, DETALLE, ids);
    }),
  );
}

/** Looks all the time who waits. */
async function watch({ stack }: Archive) {
  const client = new pg.Client({ connectionString: stack.databaseUrl, application_name: 'vigía' });
  await client.connect();
  const state = { longest: 0, by: '', waits: 0, stop };
  const waiting = new Set<number>();
  let going = true;
  const watching = (async () => {
    while (going) {
      const { rows } = await client.query<{ pid: number; ms: number; by: string }>(WAITING);
      for (const { pid, ms, by } of rows) {
        if (!waiting.has(pid)) state.waits += 1;
        if (ms + LOOK_MS > state.longest) Object.assign(state, { longest: ms + LOOK_MS, by });
      }
      waiting.clear();
      for (const { pid } of rows) waiting.add(pid);
      await sleep(LOOK_MS);
    }
  })();
  async function stop() {
    going = false;
    await watching;
    await client.end();
  }
  return state;
}
