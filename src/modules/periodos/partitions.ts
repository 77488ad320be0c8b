import { addMonths, type Month, monthSuffix } from '../../platform/database/month.js';

/** Tables that are divided by month, and the column with the envío's id. */
export const PARTITION_KEYS = { envios: 'id', trazas: 'envio_id' } as const;

/** A table that is divided by month. */
export type PartitionedTable = keyof typeof PARTITION_KEYS;

/** Tables that are divided by month. */
export const PARTITIONED = Object.keys(PARTITION_KEYS) as PartitionedTable[];

/** Name of a month's partition. */
export function partitionName(table: PartitionedTable, month: Month): string {
  return `${table}_${monthSuffix(month)}`;
}

/** First and last id (that one no longer) of a month, as SQL. */
export function idRange(month: Month): { from: string; to: string } {
  const firstOf = (first: Month) => `uuid_desde('${first}T00:00:00Z')`;
  return { from: firstOf(month), to: firstOf(addMonths(month, 1)) };
}

/** Condition that an id is of a month, as SQL. */
export function idOfMonth(column: string, month: Month): string {
  const { from, to } = idRange(month);
  return `${column} >= ${from} AND ${column} < ${to}`;
}

/** Makes a table a month's partition: no lock that reads or writes would feel. */
export function attachPartition(table: PartitionedTable, month: Month, schema = 'public'): string {
  const { from, to } = idRange(month);
  return `
    ALTER TABLE ${table} ATTACH PARTITION ${schema}.${partitionName(table, month)} FOR VALUES FROM (${from}) TO (${to});`;
}

/** Attached instead of created as a partition, for the sake of the lock. */
export function createPartition(table: PartitionedTable, month: Month): string {
  return `
    CREATE TABLE ${partitionName(table, month)} (LIKE ${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
    ${attachPartition(table, month)}`;
}

/** From now on an envío of this month that changes is one that stays when the others leave for the archive. */
export function noteChanges(table: PartitionedTable, month: Month, schema = 'public'): string {
  return `
    CREATE OR REPLACE TRIGGER anotar_remanente
      AFTER INSERT OR UPDATE ON ${schema}.${partitionName(table, month)}
      FOR EACH ROW EXECUTE FUNCTION anotar_remanente('${PARTITION_KEYS[table]}');`;
}
