import type { Opcion, Producto } from './producto.dto.js';

/** Columns of a producto `p` with what there is of it, `e`. */
export const PRODUCTO_COLUMNS = `p.id, p.comercio_id, p.sku, p.nombre, p.descripcion, p.precio, p.moneda, p.categoria, p.peso_g,
  p.disponible, p.atributos, p.opciones, p.temporada_desde, p.temporada_hasta, p.con_existencias, p.version, p.creado_en,
  e.fisicas, e.reservadas`;

/** The tables that `PRODUCTO_COLUMNS` come from. */
export const PRODUCTO_TABLES = 'productos p LEFT JOIN existencias e ON e.producto_id = p.id';

/** A row of `PRODUCTO_COLUMNS`. */
export interface ProductoRow {
  id: string;
  comercio_id: string;
  sku: string;
  nombre: string;
  descripcion: string | null;
  precio: number;
  moneda: string;
  categoria: string;
  peso_g: number;
  disponible: boolean;
  atributos: Record<string, unknown>;
  opciones: Opcion[];
  temporada_desde: string | null;
  temporada_hasta: string | null;
  con_existencias: boolean;
  version: number;
  creado_en: string;
  fisicas: number | null;
  reservadas: number | null;
}

/** A producto as the API answers it. */
export function toProducto(row: ProductoRow): Producto {
  const counted = row.con_existencias;
  return {
    id: row.id,
    comercioId: row.comercio_id,
    sku: row.sku,
    nombre: row.nombre,
    descripcion: row.descripcion,
    precio: { monto: row.precio, moneda: row.moneda },
    categoria: row.categoria,
    pesoG: row.peso_g,
    disponible: row.disponible,
    atributos: row.atributos,
    temporada: { desde: row.temporada_desde, hasta: row.temporada_hasta },
    imagenes: [],
    opciones: row.opciones,
    existencias: {
      control: counted,
      fisicas: counted ? row.fisicas : null,
      reservadas: counted ? row.reservadas : null,
      disponibles: counted ? (row.fisicas ?? 0) - (row.reservadas ?? 0) : null,
    },
    version: row.version,
    creadoEn: row.creado_en,
  };
}
