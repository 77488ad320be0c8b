import 'reflect-metadata';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { ROOT } from '../../scripts/setup.mjs';
import { CodigoSeries } from '../../src/modules/codigos/codigo-series.js';
import { monthSuffix } from '../../src/platform/database/month.js';
import { fillMonth } from '../../src/platform/read-models/refresh.js';
import { copyOn } from '../runtime/copy.js';
import { inLanes } from '../runtime/lanes.js';
import { randomOf } from '../runtime/random.js';
import { readModels } from '../runtime/read-models.js';
import { instantsOf, type MonthShare, spread } from './calendar.js';
import { createPopulation, type Population } from './population.js';
import { ENVIO_COLUMNS, rowsOf, TRAZA_COLUMNS } from './rows.js';

/** What history to write. */
export interface HistoryOptions {
  envios: number;
  /** The last of them is the month of `now`. */
  months: number;
  clientes: number;
  transportistas: number;
  /** Milliseconds since 1970. */
  now: number;
  seed: number;
}

/** Months at a time: one fills a core of the database, another one this process's. */
const LANES = 2;
/** Envíos whose rows are made at once. */
const SLICE = 4_000;
const COUNTRY = 'PE';

const CODIGOS = 'COPY codigos_envio (codigo, envio_id, cliente_id, transportista_id) FROM STDIN';

// A crash costs the last months, whole ones, and those can be written again.
const SESSION = '-c synchronous_commit=off -c work_mem=64MB -c maintenance_work_mem=256MB';

/** Opens months as the program itself does. */
async function openMonths(pool: pg.Pool, months: readonly string[]): Promise<void> {
  const built = (file: string) =>
    import(pathToFileURL(join(ROOT, 'dist/src', file)).href) as Promise<unknown>;
  await built('declarations.js');
  const { PeriodOpener } = (await built('modules/periodos/period-opener.js')) as {
    PeriodOpener: new (pool: pg.Pool) => { ensureOpen(months: readonly string[]): Promise<string[]> };
  };
  await new PeriodOpener(pool).ensureOpen(months);
}

/**
 * Writes a history into a migrated database. Each month is one transaction, with the read models of it: whoever looks
 * meanwhile sees whole months, and vista equals def.
 *
 * @param onEnvios - Called with the number of envíos written so far.
 */
export async function writeHistory(
  url: string,
  options: HistoryOptions,
  onEnvios: (written: number) => void = () => undefined,
): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: LANES + 1, options: SESSION });
  const series = new CodigoSeries(COUNTRY);
  try {
    const shares = spread(options.envios, options.months, options.now);
    await openMonths(
      pool,
      shares.map(({ month }) => month),
    );
    const population = await onClient(pool, (client) =>
      createPopulation(client, options, randomOf(options.seed)),
    );
    let written = 0;
    await inLanes(shares, LANES, (share, index) =>
      onClient(pool, (client) =>
        // A longer history of the same seed ends with the very same months.
        writeMonth(
          client,
          population,
          series,
          share,
          { ...options, seed: options.seed + shares.length - index },
          (envios) => onEnvios((written += envios)),
        ),
      ),
    );
    await pool.query('VACUUM (ANALYZE)');
  } finally {
    await pool.end();
  }
}

async function writeMonth(
  client: pg.PoolClient,
  population: Population,
  series: CodigoSeries,
  share: MonthShare,
  { now, seed }: HistoryOptions,
  onEnvios: (written: number) => void,
): Promise<void> {
  const random = randomOf(seed);
  const suffix = monthSuffix(share.month);
  const instants = instantsOf(share, now, random);
  await client.query('BEGIN');
  for (let at = 0; at < instants.length; at += SLICE) {
    const slice = instants.slice(at, at + SLICE);
    const codigos = await series.next(client, slice.length);
    const rows = rowsOf({ instants: slice, codigos, now }, population, random);
    await copyOn(client, CODIGOS, Buffer.from(rows.codigos));
    // Into the whole table: the words by which they are found are noted by a trigger of its own.
    await copyOn(client, `COPY envios (${ENVIO_COLUMNS}) FROM STDIN`, Buffer.from(rows.envios));
    await copyOn(client, `COPY trazas_${suffix} (${TRAZA_COLUMNS}) FROM STDIN`, Buffer.from(rows.trazas));
    onEnvios(slice.length);
  }
  await client.query(`ANALYZE envios_${suffix}, trazas_${suffix}`);
  for (const model of readModels.all()) await fillMonth(client, model, share.month);
  await client.query('COMMIT');
}

/** A connection that failed is closed, and with it whatever its transaction had done. */
async function onClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failed: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    failed = error as Error;
    throw error;
  } finally {
    client.release(failed);
  }
}
