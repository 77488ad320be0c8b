import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { Queryable } from '../../../platform/database/pool.js';
import { sqlState } from '../../../platform/database/sql-errors.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { COMERCIO_COLUMNS, type ComercioRow, toComercio } from './comercio-row.js';
import type { Comercio, ComercioInput } from './comercio.dto.js';

// $1: the row as JSON, keys as columns.
const INSERT = `
  INSERT INTO comercios (id, cliente_id, transportista_id, nombre, tipo, cocina, descripcion, telefono, moneda,
    impuesto_por_mil, precios_con_impuesto, zona, aceptacion_s, direccion, ciudad, region, pais, codigo_postal, lat, lon,
    radio_m, poligono, tarifa, minimo, horarios)
  SELECT id, cliente_id, transportista_id, nombre, tipo, cocina, descripcion, telefono, moneda, impuesto_por_mil,
    precios_con_impuesto, zona, aceptacion_s, direccion, ciudad, region, pais, codigo_postal, lat, lon, radio_m, poligono,
    tarifa, minimo, horarios
  FROM json_populate_record(NULL::comercios, $1)
  RETURNING ${COMERCIO_COLUMNS}`;

// $1 id, $2 whose alone or null.
const LOCK = `
  SELECT ${COMERCIO_COLUMNS} FROM comercios WHERE id = $1 AND ($2::uuid IS NULL OR id = $2) FOR NO KEY UPDATE`;

// $1 the row as JSON, keys as columns.
const UPDATE = `
  UPDATE comercios c SET transportista_id = n.transportista_id, nombre = n.nombre, cocina = n.cocina,
    descripcion = n.descripcion, telefono = n.telefono, impuesto_por_mil = n.impuesto_por_mil,
    precios_con_impuesto = n.precios_con_impuesto, zona = n.zona, aceptacion_s = n.aceptacion_s, direccion = n.direccion,
    ciudad = n.ciudad, region = n.region, pais = n.pais, codigo_postal = n.codigo_postal, lat = n.lat, lon = n.lon,
    radio_m = n.radio_m, poligono = n.poligono, tarifa = n.tarifa, minimo = n.minimo, horarios = n.horarios,
    version = c.version + 1
  FROM json_populate_record(NULL::comercios, $1) n
  WHERE c.id = n.id`;

const READ = `SELECT ${COMERCIO_COLUMNS} FROM comercios WHERE id = $1`;

/** Constraints that a reference breaks, and the field that holds it. */
const REFERENCES: Readonly<Record<string, string>> = {
  comercios_es_cliente: '#/clienteId',
  comercios_lo_lleva: '#/transportistaId',
};

/** Writes comercios inside the caller's transaction. */
@Injectable()
export class ComercioWriter {
  /** @throws {DomainError} `validacion` for a cliente or transportista that does not exist, `cliente-con-comercio` */
  async create(db: Queryable, id: string, input: ComercioInput): Promise<Comercio> {
    const { rows } = await db
      .query<ComercioRow>(INSERT, [JSON.stringify(toColumns(id, input))])
      .catch(refuse);
    return toComercio(rows[0] as ComercioRow);
  }

  /**
   * A comercio, locked until the transaction ends.
   *
   * @param own - Id of the only one that may be found; undefined for anybody's.
   * @throws {DomainError} `recurso-desconocido`
   */
  async lock(db: Queryable, id: string, own: string | undefined): Promise<Comercio> {
    const { rows } = await db.query<ComercioRow>(LOCK, [id, own]);
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'comercio', id });
    return toComercio(rows[0]);
  }

  /** Writes what a locked comercio is from now on. @throws {DomainError} `validacion` for an unknown transportista */
  async change(db: Queryable, id: string, wanted: ComercioInput): Promise<Comercio> {
    await db.query(UPDATE, [JSON.stringify(toColumns(id, wanted))]).catch(refuse);
    return this.read(db, id);
  }

  /** A comercio as the transaction has left it. */
  async read(db: Queryable, id: string): Promise<Comercio> {
    return toComercio((await db.query<ComercioRow>(READ, [id])).rows[0] as ComercioRow);
  }
}

/** @throws {DomainError} what a broken constraint means */
function refuse(error: unknown): never {
  const { constraint = '' } = error as Partial<pg.DatabaseError>;
  if (sqlState(error) === '23505' && constraint === 'comercios_cliente')
    throw new DomainError(
      'cliente-con-comercio',
      {},
      [{ pointer: '#/clienteId', code: 'cliente-con-comercio' }],
      error,
    );
  const pointer = REFERENCES[constraint];
  if (!pointer) throw error;
  throw DomainError.invalid([{ pointer, code: 'no-existe' }]);
}

function toColumns(id: string, input: ComercioInput): Record<string, unknown> {
  const { direccion, entrega } = input;
  return {
    id,
    cliente_id: input.clienteId,
    transportista_id: input.transportistaId,
    nombre: input.nombre,
    tipo: input.tipo,
    cocina: input.cocina,
    descripcion: input.descripcion,
    telefono: input.telefono,
    moneda: input.moneda,
    impuesto_por_mil: input.impuestoPorMil,
    precios_con_impuesto: input.preciosConImpuesto,
    zona: input.zona,
    aceptacion_s: input.aceptacionS,
    direccion: direccion.direccion,
    ciudad: direccion.ciudad,
    region: direccion.region,
    pais: direccion.pais,
    codigo_postal: direccion.codigoPostal,
    lat: direccion.lat,
    lon: direccion.lon,
    radio_m: entrega.radioM,
    poligono: entrega.poligono,
    tarifa: entrega.tarifa.monto,
    minimo: entrega.minimo?.monto,
    horarios: input.horarios,
  };
}
