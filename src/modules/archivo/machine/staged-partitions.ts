import type { Month } from '../../../platform/database/month.js';
import { idOfMonth, PARTITION_KEYS, type PartitionedTable, partitionName } from '../../periodos/contract.js';

const REFERENCES: Record<PartitionedTable, readonly (readonly [string, string])[]> = {
  envios: [
    ['cliente_id', 'clientes'],
    ['transportista_id', 'transportistas'],
  ],
  trazas: [],
};

/**
 * A table in another schema that will become a month's partition, with all that would otherwise be made or checked while it
 * is attached: keys, and that its rows are of that month.
 */
export function createStaged(table: PartitionedTable, month: Month, schema: string): string {
  const name = `${schema}.${partitionName(table, month)}`;
  const foreign = REFERENCES[table].map(
    ([column, target]) => `ALTER TABLE ${name} ADD FOREIGN KEY (${column}) REFERENCES ${target} (id);`,
  );
  return `
    CREATE TABLE ${name} (LIKE ${table} INCLUDING ALL);
    ALTER TABLE ${name} ADD CONSTRAINT mes CHECK (${idOfMonth(PARTITION_KEYS[table], month)});
    ${foreign.join('\n')}`;
}

/** Takes the staged check away: the partition says the same. */
export function dropStagedCheck(table: PartitionedTable, month: Month): string {
  return `ALTER TABLE ${partitionName(table, month)} DROP CONSTRAINT mes;`;
}
