import type pg from 'pg';

/** Codes of random envíos, of one month or of all. */
export async function pickCodigos(pool: pg.Pool, count: number, month?: string): Promise<string[]> {
  const partition = month ? `envios_${month.slice(0, 7).replace('-', '_')}` : 'envios';
  const { rows } = await pool.query<{ codigo: string }>(
    `SELECT codigo FROM ${partition} ORDER BY random() LIMIT ${count}`,
  );
  return rows.map(({ codigo }) => codigo);
}

/** The detail of an envío, as a path. */
export const detailOf = (codigo: string) => `/v1/envios/${codigo}`;
