import type { Comercio } from './comercio.dto.js';
import type { Excepcion, Horario } from './horario.dto.js';

/** SQL of whether a comercio takes pedidos at an instant. */
export const openSql = (instant: string) =>
  `((acepta_pedidos OR pausado_hasta <= ${instant}) AND esta_abierto(horarios, excepciones, zona, ${instant}))`;

/** Columns of a comercio as it is answered. */
export const COMERCIO_COLUMNS = `id, cliente_id, transportista_id, nombre, tipo, cocina, descripcion, telefono, moneda,
  impuesto_por_mil, precios_con_impuesto, zona, aceptacion_s, direccion, ciudad, region, pais, codigo_postal, lat, lon,
  radio_m, poligono, tarifa, minimo, horarios, excepciones, acepta_pedidos OR pausado_hasta <= now() IS TRUE AS acepta_pedidos,
  CASE WHEN pausado_hasta > now() THEN pausado_hasta END AS pausado_hasta, version, creado_en,
  ${openSql('now()')} IS TRUE AS abierto`;

/** A row of `COMERCIO_COLUMNS`. */
export interface ComercioRow {
  id: string;
  cliente_id: string;
  transportista_id: string;
  nombre: string;
  tipo: string;
  cocina: string | null;
  descripcion: string | null;
  telefono: string | null;
  moneda: string;
  impuesto_por_mil: number;
  precios_con_impuesto: boolean;
  zona: string;
  aceptacion_s: number;
  direccion: string;
  ciudad: string;
  region: string;
  pais: string;
  codigo_postal: string | null;
  lat: number | null;
  lon: number | null;
  radio_m: number | null;
  poligono: Record<string, unknown> | null;
  tarifa: number;
  minimo: number | null;
  horarios: Horario[];
  excepciones: Excepcion[];
  acepta_pedidos: boolean;
  pausado_hasta: string | null;
  version: number;
  creado_en: string;
  abierto: boolean;
  distancia_m?: number;
}

/** A comercio as the API answers it. */
export function toComercio(row: ComercioRow): Comercio {
  const { moneda } = row;
  return {
    id: row.id,
    nombre: row.nombre,
    clienteId: row.cliente_id,
    transportistaId: row.transportista_id,
    aceptacionS: row.aceptacion_s,
    tipo: row.tipo,
    cocina: row.cocina,
    descripcion: row.descripcion,
    telefono: row.telefono,
    moneda,
    impuestoPorMil: row.impuesto_por_mil,
    preciosConImpuesto: row.precios_con_impuesto,
    zona: row.zona,
    direccion: {
      direccion: row.direccion,
      ciudad: row.ciudad,
      region: row.region,
      pais: row.pais,
      codigoPostal: row.codigo_postal,
      lat: row.lat,
      lon: row.lon,
    },
    horarios: row.horarios,
    excepciones: row.excepciones,
    entrega: {
      radioM: row.radio_m,
      poligono: row.poligono,
      tarifa: { monto: row.tarifa, moneda },
      minimo: row.minimo === null ? null : { monto: row.minimo, moneda },
    },
    abierto: row.abierto,
    aceptaPedidos: row.acepta_pedidos,
    pausadoHasta: row.pausado_hasta,
    ...(row.distancia_m !== undefined && { distanciaM: Math.round(row.distancia_m) }),
    version: row.version,
    creadoEn: row.creado_en,
  };
}
