import { addMonths, type Month, monthSuffix } from '../../../platform/database/month.js';
import { selectMonth } from '../../../platform/read-models/ddl.js';
import { smallestId } from '../../../platform/read-models/zones.js';
import { idOfMonth } from '../../periodos/contract.js';
import type { ArchivedFile } from './archived-tables.js';
import { ENVIOS_DETALLE } from '../../estados/contract.js';

const LEAVES = 'NOT EXISTS (SELECT FROM remanentes r WHERE r.envio_id = e.id AND NOT r.sale)';

const envios = (month: Month) => `envios_${monthSuffix(month)}`;

/**
 * FROM and WHERE of a table's rows that leave for the archive: those of all envíos of the month but the ones that stay. The
 * envío is `e`, the table `t`.
 */
export function leavingRows({ name, monthly, envio, columns }: ArchivedFile, month: Month): string {
  if (name === 'detalle') {
    const rows = selectMonth(ENVIOS_DETALLE, ['id', ...Object.keys(columns)], month);
    return `FROM (${rows}) e WHERE ${LEAVES}`;
  }
  const own =
    envio === 'id' ? '' : `JOIN ${monthly ? `${name}_${monthSuffix(month)}` : name} t ON t.${envio} = e.id`;
  return `
    FROM ${envios(month)} e ${own}
    WHERE ${LEAVES}`;
}

/** Pieces of a month that are looked at one after the other. */
const PIECES = 16;

/** The same rows in pieces, which together are all of them. */
export function leavingPieces(table: ArchivedFile, month: Month): string[] {
  const [from, to] = [Date.parse(month), Date.parse(addMonths(month, 1))];
  const ends = Array.from({ length: PIECES + 1 }, (_, at) =>
    smallestId(Math.round(from + ((to - from) * at) / PIECES)),
  );
  // Of both, as a range of one side of a join says nothing of the other to the planner.
  const keys = table.envio === 'id' || table.name === 'detalle' ? ['e.id'] : ['e.id', `t.${table.envio}`];
  return ends.slice(1).map((end, at) => {
    const piece = keys.map((key) => `${key} >= '${ends[at]}' AND ${key} < '${end}'`);
    return [leavingRows(table, month), ...piece].join(' AND ');
  });
}

/** SELECT of the codes of a month's envíos that stay, or of all that are hot though the month is archived. */
export function selectRemnantCodes(month: Month, { staying }: { staying: boolean }): string {
  return `
    SELECT e.codigo FROM remanentes r JOIN envios e ON e.id = r.envio_id
    WHERE ${idOfMonth('r.envio_id', month)} AND ${idOfMonth('e.id', month)} ${staying ? 'AND NOT r.sale' : ''}`;
}

/** SELECT of about how many rows of a table leave: all of the month; nothing where that would be dear to count. */
export function countOf({ name, monthly }: ArchivedFile, month: Month): string | undefined {
  const table = name === 'detalle' ? 'envios' : name;
  return monthly ? `SELECT count(*) FROM ${table}_${monthSuffix(month)}` : undefined;
}
