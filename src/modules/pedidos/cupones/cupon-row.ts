import type { CuponLeido } from './cupon.dto.js';

export const CUPON_COLUMNS = `id, codigo, comercio_id, por_mil, monto, moneda, minimo, desde, hasta, limite,
  limite_por_comprador, usos, creado_en`;

/** A row of `CUPON_COLUMNS`. */
export interface CuponRow {
  id: string;
  codigo: string;
  comercio_id: string | null;
  por_mil: number | null;
  monto: number | null;
  moneda: string;
  minimo: number;
  desde: string | null;
  hasta: string | null;
  limite: number | null;
  limite_por_comprador: number | null;
  usos: number;
  creado_en: string;
}

/** A cupón as the API answers it. */
export function toCupon(row: CuponRow): CuponLeido {
  const { moneda } = row;
  return {
    id: row.id,
    codigo: row.codigo,
    comercioId: row.comercio_id,
    porMil: row.por_mil,
    monto: row.monto === null ? null : { monto: row.monto, moneda },
    moneda,
    minimo: { monto: row.minimo, moneda },
    desde: row.desde,
    hasta: row.hasta,
    limite: row.limite,
    limitePorComprador: row.limite_por_comprador,
    usos: row.usos,
    creadoEn: row.creado_en,
  };
}
