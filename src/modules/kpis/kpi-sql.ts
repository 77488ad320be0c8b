/** What `vm_kpi_diario` counts; see `prisma/views/kpi_diario.sql`. */
export type Clase = 'diario' | 'estado' | 'transito' | 'motivo' | 'anomalia';

/** What figures may be grouped by, and the columns behind it. */
export const GROUPS = {
  dia: ['dia'],
  transportista: ['transportista_id'],
  cliente: ['cliente_id'],
  region: ['region'],
  carril: ['origen', 'region'],
  motivo: ['clave'],
  estado: ['clave'],
  anomalia: ['clave'],
} as const satisfies Record<string, readonly string[]>;

export type Group = keyof typeof GROUPS;

/** Which figures to read. */
export interface Selection {
  clase: Clase;
  by: readonly Group[];
  /** Sums by the name they get, as SQL over the columns. */
  sums: Readonly<Record<string, string>>;
  scope: { transportista?: string; cliente?: string; region?: string };
  /** Business days, both included; all if left out. */
  days?: readonly [first: string, last: string];
  /** Values of the columns of the last group of the page before. */
  after?: readonly unknown[];
  limit: number;
  /** Columns that `grupos` is divided by as well, for `refine` to put together again. */
  within?: readonly string[];
  /** Also what is in the archive. */
  archive?: boolean;
  /** A SELECT from `grupos`, its columns being those of the groups and the sums, in place of all of it. */
  refine?: (columns: readonly string[]) => string;
  /** Values that `sums` names as $1, $2 and so on. */
  values?: readonly unknown[];
}

/** Under this id stand all clientes together. */
const EVERYBODY = '00000000-0000-0000-0000-000000000000';

/** Types of the columns that are not text, for comparing them with a cursor. */
const TYPES: Readonly<Record<string, string>> = { dia: 'date', transportista_id: 'uuid', cliente_id: 'uuid' };

/** Columns of groups, each once and in order. */
export function columnsOf(by: readonly Group[]): string[] {
  return [...new Set(by.flatMap((group) => GROUPS[group]))];
}

/** The condition on the rows of the aggregate, the values of all parameters, and the SQL that comes after `WITH kpi`. */
export function selectGroups(selection: Selection): { where: string; values: unknown[]; text: string } {
  const { by, sums, limit, within = [], refine } = selection;
  const values: unknown[] = [...(selection.values ?? [])];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const columns = columnsOf(by);
  const where = conditionsOf(selection, parameter);
  const totals = Object.entries(sums).map(([name, sql]) => `${sql} AS ${name}`);
  const list = columns.join(', ');
  const nonZero = Object.values(sums).map((sql) => `${sql} <> 0`);
  const text = `, grupos AS (
      SELECT ${[...columns, ...within, ...totals].join(', ')} FROM kpi
      GROUP BY ${[...columns, ...within].join(', ')} HAVING ${nonZero.join(' OR ')}
    ), pagina AS (
      ${refine ? refine(columns) : 'SELECT * FROM grupos'} ORDER BY ${list} LIMIT ${limit}
    )
    SELECT p.*${by.includes('transportista') ? ', t.nombre AS transportista_nombre' : ''}
             ${by.includes('cliente') ? ', c.nombre AS cliente_nombre' : ''}
    FROM pagina p
    ${by.includes('transportista') ? 'LEFT JOIN transportistas t ON t.id = p.transportista_id' : ''}
    ${by.includes('cliente') ? 'LEFT JOIN clientes c ON c.id = p.cliente_id' : ''}
    ORDER BY ${columns.map((column) => `p.${column}`).join(', ')}`;
  return { where, values, text };
}

/** What is asked of a row of the aggregate, as SQL that PostgreSQL and DuckDB read alike. */
export function conditionsOf(
  { clase, by, scope, days, after }: Selection,
  parameter: (value: unknown) => string,
): string {
  const columns = columnsOf(by);
  const where = [`clase = ${parameter(clase)}`];
  if (scope.cliente) where.push(`cliente_id = ${parameter(scope.cliente)}`);
  else where.push(`cliente_id ${by.includes('cliente') ? '<>' : '='} '${EVERYBODY}'`);
  if (scope.transportista) where.push(`transportista_id = ${parameter(scope.transportista)}`);
  if (scope.region) where.push(`region = ${parameter(scope.region)}`);
  if (days) where.push(`dia BETWEEN ${parameter(days[0])} AND ${parameter(days[1])}`);
  if (after) {
    const place = columns.map((column, index) => `${parameter(after[index])}::${TYPES[column] ?? 'text'}`);
    where.push(`(${columns.join(', ')}) > (${place.join(', ')})`);
  }
  return where.join(' AND ');
}
