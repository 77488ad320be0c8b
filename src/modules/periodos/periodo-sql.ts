import type { Month } from '../../platform/database/month.js';

/** SQL of the manifest of the export that answers for an envío; null for one that is hot. `id` is SQL of its id. */
export const manifestOf = (id: string) => `
  CASE WHEN ${id} < (SELECT frontera_archivo()) AND esta_archivado(${id})
    THEN (SELECT p.manifiesto FROM periodos p WHERE p.mes = mes_de(${id})) END`;

/** SELECT of the export that answers for a month, if the month also has hot envíos and envío `$1` is not one of them. `$2` is the month. */
export const SELECT_ANSWERING =
  'SELECT archivada FROM periodos WHERE mes = $2 AND caliente AND esta_archivado($1)';

/** Condition that the archive answers for a month, as SQL. */
export const isArchived = (month: Month) =>
  `EXISTS (SELECT FROM periodos WHERE mes = '${month}' AND archivada IS NOT NULL)`;

/** Condition that a table of the schema `gracia` belongs to no month that still keeps its tables, as SQL. `name` is SQL. */
export const isLeftover = (name: string) => `
  NOT EXISTS (SELECT FROM periodos p WHERE p.estado = 'separado' AND ${name} ~ to_char(p.mes, '"_"YYYY_MM$'))`;

/** Notes whether the database holds envíos of a month, as SQL. */
export const setHot = (month: Month, hot: boolean) =>
  `UPDATE periodos SET caliente = ${hot} WHERE mes = '${month}'`;
