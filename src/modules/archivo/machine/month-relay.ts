import type pg from 'pg';
import { yearMonth, type Month } from '../../../platform/database/month.js';
import { dropKeys } from '../../../platform/database/drop-table.js';
import { patiently } from '../../../platform/database/patiently.js';
import { transaction } from '../../../platform/database/transaction.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { refreshAdjustments } from '../../../platform/read-models/aggregate-refresh.js';
import { readModels } from '../../../platform/read-models/read-model.js';
import {
  dropRetired,
  fingerprintOfModels,
  retireBase,
  stageBase,
  takeIntoDelta,
  unstage,
} from '../../../platform/read-models/replace-base.js';
import { listHotMonths, lockMonths } from '../../../platform/read-models/hot-months.js';
import {
  attachPartition,
  idOfMonth,
  noteChanges,
  PARTITION_KEYS,
  PARTITIONED,
  partitionName,
  setHot,
} from '../../periodos/contract.js';
import { createStaged, dropStagedCheck } from './staged-partitions.js';
import { ENVIO_CODES } from '../../codigos/contract.js';

/** Schema in which a month's new partitions and bases are made ready. */
export const STAGE = 'relevo';

/** How the partitions of a month are replaced. */
export interface Relay {
  month: Month;
  /** Whether the new ones go on noting what changes: they hold what stays of an archived month. */
  noteChanges: boolean;
  /** Fills the staged partitions, outside any lock. */
  fill: (client: pg.PoolClient) => Promise<void>;
  /** In the transaction of the relay, after everything else. */
  finish: (client: pg.PoolClient) => Promise<void>;
  /** Called between the steps; whatever it throws ends the relay, and nothing has happened. */
  step: (name: string) => Promise<void>;
  /** Called between them, while nobody waits. */
  rest: () => Promise<unknown>;
}

/**
 * Puts other partitions in the place of a month's: those are made ready beside them, with their bases, and then take over in
 * one short transaction. Envíos that changed meanwhile (`remanentes` says which) are brought up to date in it. The old
 * partitions move to the schema `gracia`.
 *
 * Writers wait while it lasts, since every one of them locks rows of codigos_envio first; readers only for the moment in
 * which names change hands. Whoever calls this alone does so in the whole installation.
 */
export async function relayMonth(client: pg.PoolClient, relay: Relay): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const staged = await stage(client, relay);
    await relay.step('relevo-preparado');
    await relay.rest();
    const done = await takeOver(client, relay, staged);
    await relay.rest();
    if (done) return dropStage(client, monthBusy(relay.month));
    if (attempt >= 3) throw monthBusy(relay.month)(undefined);
  }
}

interface Staged {
  snapshot: string;
  fingerprint: string;
  /** Months that reads will see. */
  months: readonly Month[];
}

async function stage(
  client: pg.PoolClient,
  { month, noteChanges: notes, fill, step, rest }: Relay,
): Promise<Staged> {
  await dropStage(client, monthBusy(month));
  await patiently(client, monthBusy(month), async () => {
    await client.query(`CREATE SCHEMA ${STAGE}`);
    for (const table of PARTITIONED) await client.query(createStaged(table, month, STAGE));
  });
  await step('relevo-vacio');
  const { rows } = await client.query<{ snapshot: string }>('SELECT pg_current_snapshot()::text AS snapshot');
  await transaction(client, async () => {
    // Other work goes on between its statements.
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    await fill(client);
  });
  await step('relevo-lleno');
  await rest();
  const months = await transaction(client, async () => {
    for (const table of PARTITIONED) {
      if (notes) await client.query(noteChanges(table, month, STAGE));
      await client.query(`ANALYZE ${STAGE}.${partitionName(table, month)}`);
    }
    const seen = monthsWith(await listHotMonths(client), month, await hasStaged(client, month));
    for (const model of readModels.all())
      await stageBase(client, model, month, { schema: STAGE, months: seen });
    return seen;
  });
  return { snapshot: rows[0]?.snapshot ?? '', fingerprint: await fingerprintOfModels(client), months };
}

/** Whether anything of the month will be hot. */
async function hasStaged(client: pg.PoolClient, month: Month): Promise<boolean> {
  const { rows } = await client.query<{ some: boolean }>(
    `SELECT EXISTS (SELECT FROM ${STAGE}.${partitionName('envios', month)}) AS some`,
  );
  return rows[0]?.some ?? false;
}

const monthsWith = (months: readonly Month[], month: Month, some: boolean) =>
  [...months.filter((other) => other !== month), ...(some ? [month] : [])].sort();

/** @returns whether it took over; not when the read models were rebuilt meanwhile, or other months are to be seen. */
async function takeOver(client: pg.PoolClient, relay: Relay, staged: Staged): Promise<boolean> {
  const locks = readModels.all().map(({ name }) => `refresco:${name}`);
  // No refresh folds a row into a base that is about to go. Waited for here, while nobody waits for us.
  for (const lock of locks) await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [lock]);
  try {
    await openAhead(client);
    const done = await patiently(client, monthBusy(relay.month), () => exchange(client, relay, staged));
    // Figures of rows that changed since their base: both have changed now.
    for (const model of readModels.all()) await transaction(client, () => refreshAdjustments(client, model));
    return done;
  } finally {
    for (const lock of locks)
      await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [lock]);
  }
}

/**
 * Has this connection read what it is about to change, while nobody waits: to open a view of all months takes PostgreSQL
 * longer than to change it.
 */
async function openAhead(client: pg.PoolClient): Promise<void> {
  const views = readModels
    .all()
    .flatMap(({ name, key }) =>
      ['public', STAGE].map((schema) => ({ name: `${schema}.vista_${name}`, key })),
    );
  const tables = PARTITIONED.map((table) => ({ name: table, key: PARTITION_KEYS[table] }));
  for (const { name, key } of [...views, ...tables])
    await client.query(`SELECT FROM ${name} WHERE ${key} = '00000000-0000-0000-0000-000000000000'`);
}

async function exchange(
  client: pg.PoolClient,
  { month, finish, step }: Relay,
  staged: Staged,
): Promise<boolean> {
  // Others wait while it lasts, and not for the disk as well: whatever is committed after it cannot survive without it, and
  // before anything is removed something is.
  await client.query('SET LOCAL synchronous_commit = off');
  await client.query(lockMonths());
  if ((await fingerprintOfModels(client)) !== staged.fingerprint) return false;
  const hot = await listHotMonths(client);
  await client.query(`LOCK TABLE ${ENVIO_CODES} IN EXCLUSIVE MODE`);
  const changed = await catchUp(client, month, staged.snapshot);
  const some = await hasStaged(client, month);
  if (monthsWith(hot, month, some).join() !== staged.months.join()) return false;
  // In one go: whoever waits does not wait for our way to the database and back.
  await client.query(changeHands(month, hot.includes(month), some));
  if (some) for (const model of readModels.all()) await takeIntoDelta(client, model, month, changed);
  await finish(client);
  await step('relevo-por-confirmar');
  return true;
}

/** SQL by which what was staged takes the place of a month's tables. */
function changeHands(month: Month, hot: boolean, some: boolean): string {
  const models = readModels.all().map(
    (model) => `
      ${retireBase(model, month, STAGE, some)}
      DELETE FROM delta_${model.name} d WHERE mes = '${month}' AND NOT EXISTS (
        SELECT FROM ${STAGE}.${partitionName('envios', month)} e WHERE e.id = d.${model.key});`,
  );
  return `
    ${models.join('\n')}
    ${exchangePartitions(month, hot, some)}
    ${setHot(month, some)}`;
}

/** Brings envíos that changed since the snapshot into the staged partitions as they are now, and answers which. */
async function catchUp(client: pg.PoolClient, month: Month, snapshot: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT envio_id AS id FROM remanentes
     WHERE ${idOfMonth('envio_id', month)} AND NOT sale AND NOT pg_visible_in_snapshot(xid::text::xid8, $1::pg_snapshot)`,
    [snapshot],
  );
  const changed = rows.map(({ id }) => id);
  if (changed.length === 0) return [];
  for (const table of PARTITIONED) {
    const [name, key] = [partitionName(table, month), PARTITION_KEYS[table]];
    await client.query(`ALTER TABLE ${STAGE}.${name} DISABLE TRIGGER USER`);
    await client.query(`DELETE FROM ${STAGE}.${name} WHERE ${key} = ANY ($1)`, [changed]);
    await client.query(`INSERT INTO ${STAGE}.${name} SELECT * FROM public.${name} WHERE ${key} = ANY ($1)`, [
      changed,
    ]);
    await client.query(`ALTER TABLE ${STAGE}.${name} ENABLE TRIGGER USER`);
  }
  return changed;
}

function exchangePartitions(month: Month, hot: boolean, some: boolean): string {
  const leaving = PARTITIONED.map((table) => {
    const name = partitionName(table, month);
    return `ALTER TABLE ${table} DETACH PARTITION ${name}; ALTER TABLE ${name} SET SCHEMA gracia;`;
  });
  const coming = PARTITIONED.map((table) => attachPartition(table, month, STAGE));
  const checks = PARTITIONED.map((table) => dropStagedCheck(table, month));
  return [...(hot ? leaving : []), ...(some ? [...coming, unstage(STAGE), ...checks] : [])].join('\n');
}

/** What there is to say when no moment was found to change tables, of a month or of what else is named. */
export const busy = (mes: string) => (cause: unknown) =>
  new DomainError('periodo-ocupado', { mes }, [], cause);

/** The same of a month. */
export const monthBusy = (month: Month) => busy(yearMonth(month));

/** Drops what was made ready, or part of it, and what was replaced. */
export async function dropStage(client: pg.PoolClient, tooBusy: (cause: unknown) => Error): Promise<void> {
  await patiently(client, tooBusy, () => dropRetired(client));
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = to_regnamespace('${STAGE}') AND relkind = 'r'`,
  );
  for (const { name } of rows) await dropKeys(client, `${STAGE}.${name}`, tooBusy);
  await patiently(client, tooBusy, () => client.query(`DROP SCHEMA IF EXISTS ${STAGE} CASCADE`));
}
