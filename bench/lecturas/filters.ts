import type pg from 'pg';

/** First pages of a list, by what they are asked for: each filter with several values. */
export type Filters = Record<string, string[]>;

/** Those that ask for several things at once, as work lists do; all others ask for one. */
export const COMBINED = [
  'q y estado',
  'cliente y estado',
  'transportista, atrasado',
  'centro, sin movimiento',
];

const DAY = 86_400_000;
const VALUES = 20;

/** Every filter there is, and the combinations that work lists are made of, with values that the history has. */
export async function makeFilters(pool: pg.Pool): Promise<Filters> {
  const column = async (sql: string) => {
    const { rows } = await pool.query<{ value: string }>(sql);
    return rows.map(({ value }) => value);
  };
  const top = (what: string, limit: number) =>
    column(`SELECT ${what} AS value FROM vista_envios_detalle WHERE ${what} IS NOT NULL
            GROUP BY 1 ORDER BY count(*) DESC LIMIT ${limit}`);
  const clientes = await top('cliente_id', 300);
  const transportistas = await top('transportista_id', VALUES);
  const centros = await top('ultimo_centro_id', VALUES);
  const regions = await top('destino_region', VALUES);
  const nombres = await top('destinatario_nombre', 200);
  const [{ first, last } = { first: 0, last: 0 }] = (
    await pool.query<{ first: number; last: number }>(
      `SELECT extract(epoch FROM min(creado_en))::float8 * 1000 AS first, extract(epoch FROM max(creado_en))::float8 * 1000 AS last FROM envios`,
    )
  ).rows;
  const at = (share: number) => new Date(first + (last - first) * share).toISOString();
  const spread = Array.from({ length: VALUES }, (_, index) => (index + 0.5) / VALUES);
  const recent = spread.map((share) => new Date(last - share * 10 * DAY).toISOString());
  const codigos = await column('SELECT codigo AS value FROM envios ORDER BY random() LIMIT 4000');
  const q = (words: readonly string[]) => words.map((word) => `q=${encodeURIComponent(word)}`);
  return {
    'sin filtro': [''],
    'estado, uno': ['entregado', 'en_transito', 'retenido', 'devuelto', 'extraviado'].map(
      (e) => `estado=${e}`,
    ),
    'estado, varios': ['en_reparto,intento_fallido', 'registrado,recogido,en_transito'].map(
      (e) => `estado=${e}`,
    ),
    motivo: ['destinatario_ausente', 'clima', 'robo', 'no_localizado'].map((m) => `motivo=${m}`),
    'cliente, grande': clientes.slice(0, VALUES).map((id) => `cliente=${id}`),
    'cliente, pequeño': clientes.slice(-VALUES).map((id) => `cliente=${id}`),
    transportista: transportistas.map((id) => `transportista=${id}`),
    centro: centros.map((id) => `centro=${id}`),
    region: regions.map((region) => `region=${region}`),
    'creado, un día': spread.map(
      (share) =>
        `creadoDesde=${at(share)}&creadoHasta=${new Date(Date.parse(at(share)) + DAY).toISOString()}`,
    ),
    'última traza, una hora': recent.map(
      (from) =>
        `ultimaTrazaDesde=${from}&ultimaTrazaHasta=${new Date(Date.parse(from) + DAY / 24).toISOString()}`,
    ),
    atrasado: ['atrasado=true', 'atrasado=true&orden=fechaEstimada'],
    'sin movimiento': recent.map((from) => `sinMovimientoDesde=${from}`),
    '200 códigos': spread.map(
      (_, index) => `codigo=${codigos.slice(index * 200, index * 200 + 200).join(',')}`,
    ),
    'q, un nombre': q(nombres.slice(0, VALUES)),
    'q, una errata': q(nombres.slice(VALUES, 2 * VALUES).map((name) => name.replace(/(?<=^..)./u, 'x'))),
    'q, un código': q(codigos.slice(0, VALUES)),
    'q y estado': q(nombres.slice(0, VALUES)).map((text) => `${text}&estado=en_transito`),
    'orden última traza': ['orden=-ultimaTraza', 'orden=ultimaTraza'],
    'orden fecha estimada': ['orden=-fechaEstimada', 'orden=fechaEstimada'],
    'cliente y estado': clientes.slice(0, VALUES).map((id) => `cliente=${id}&estado=en_transito,en_reparto`),
    'transportista, atrasado': transportistas.map((id) => `transportista=${id}&atrasado=true`),
    'centro, sin movimiento': centros.map((id) => `centro=${id}&sinMovimientoDesde=${recent[4]}`),
  };
}

/** A list, as a path. */
export const listOf = (query: string) => `/v1/envios?${query}`;
