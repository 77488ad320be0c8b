import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { Queryable } from '../../../platform/database/pool.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AttributeChecker } from './attribute-checker.js';
import { assertProducto } from './producto-faults.js';
import { PRODUCTO_COLUMNS, PRODUCTO_TABLES, type ProductoRow, toProducto } from './producto-row.js';
import type { ExistenciasInput, Producto, ProductoInput } from './producto.dto.js';

/** What a producto is made of. */
export type ProductoParts = Omit<ProductoInput, 'existencias'> & {
  existencias?: Pick<ExistenciasInput, 'control'> | null | undefined;
};

// $1 comercio, $2 whose alone or null.
const COMERCIO = 'SELECT moneda FROM comercios WHERE id = $1 AND ($2::uuid IS NULL OR id = $2)';

// $1 comercio, $2 codigo.
const ENSURE_CATEGORIA = `
  INSERT INTO categorias (comercio_id, codigo, nombre) VALUES ($1, $2, $2) ON CONFLICT DO NOTHING`;

const ESQUEMA = 'SELECT esquema FROM categorias WHERE comercio_id = $1 AND codigo = $2 FOR KEY SHARE';

// $1: the row as JSON, keys as columns.
const INSERT = `
  INSERT INTO productos (id, comercio_id, sku, nombre, descripcion, precio, moneda, categoria, peso_g, disponible, atributos,
    opciones, temporada_desde, temporada_hasta, con_existencias)
  SELECT id, comercio_id, sku, nombre, descripcion, precio, moneda, categoria, peso_g, disponible, atributos, opciones,
    temporada_desde, temporada_hasta, con_existencias
  FROM json_populate_record(NULL::productos, $1)`;

const UPDATE = `
  UPDATE productos p SET nombre = n.nombre, descripcion = n.descripcion, precio = n.precio, moneda = n.moneda,
    categoria = n.categoria, peso_g = n.peso_g, disponible = n.disponible, atributos = n.atributos, opciones = n.opciones,
    temporada_desde = n.temporada_desde, temporada_hasta = n.temporada_hasta, con_existencias = n.con_existencias,
    version = p.version + 1
  FROM json_populate_record(NULL::productos, $1) n
  WHERE p.id = n.id`;

const READ = `SELECT ${PRODUCTO_COLUMNS} FROM ${PRODUCTO_TABLES} WHERE p.id = $1`;

const LOCK = `${READ} AND ($2::uuid IS NULL OR p.comercio_id = $2) FOR NO KEY UPDATE OF p`;

/** Writes productos inside the caller's transaction. */
@Injectable()
export class ProductoWriter {
  constructor(private readonly attributes: AttributeChecker) {}

  /**
   * Creates a producto, without stock.
   *
   * @param own - The only comercio that may have it; undefined for any.
   * @throws {DomainError} `recurso-desconocido` for the comercio, `validacion`, `sku-en-uso`
   */
  async create(
    db: Queryable,
    id: string,
    comercioId: string,
    own: string | undefined,
    parts: ProductoParts,
  ): Promise<void> {
    const moneda = await this.monedaOf(db, comercioId, own);
    await this.check(db, comercioId, moneda, parts);
    await db.query(INSERT, [JSON.stringify(toColumns(id, comercioId, parts))]).catch((error: unknown) => {
      if ((error as Partial<pg.DatabaseError>).constraint !== 'productos_sku') throw error;
      throw new DomainError('sku-en-uso', { sku: parts.sku }, [], error);
    });
  }

  /**
   * A producto, locked until the transaction ends.
   *
   * @param own - The only comercio whose productos may be found; undefined for all.
   * @throws {DomainError} `recurso-desconocido`
   */
  async lock(db: Queryable, id: string, own: string | undefined): Promise<Producto> {
    const { rows } = await db.query<ProductoRow>(LOCK, [id, own]);
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'producto', id });
    return toProducto(rows[0]);
  }

  /** Writes what a locked producto is from now on. @throws {DomainError} `validacion` */
  async change(db: Queryable, { id, comercioId }: Producto, wanted: ProductoParts): Promise<void> {
    const moneda = await this.monedaOf(db, comercioId, undefined);
    await this.check(db, comercioId, moneda, wanted);
    await db.query(UPDATE, [JSON.stringify(toColumns(id, comercioId, wanted))]);
  }

  /** A producto as the transaction has left it. */
  async read(db: Queryable, id: string): Promise<Producto> {
    return toProducto((await db.query<ProductoRow>(READ, [id])).rows[0] as ProductoRow);
  }

  private async monedaOf(db: Queryable, comercioId: string, own: string | undefined): Promise<string> {
    const { rows } = await db.query<{ moneda: string }>(COMERCIO, [comercioId, own]);
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'comercio', id: comercioId });
    return rows[0].moneda;
  }

  private async check(
    db: Queryable,
    comercioId: string,
    moneda: string,
    parts: ProductoParts,
  ): Promise<void> {
    await db.query(ENSURE_CATEGORIA, [comercioId, parts.categoria]);
    const { rows } = await db.query<{ esquema: Record<string, unknown> | null }>(ESQUEMA, [
      comercioId,
      parts.categoria,
    ]);
    const faults = this.attributes.faults(rows[0]?.esquema ?? null, parts.atributos ?? {});
    assertProducto(parts, moneda, faults);
  }
}

function toColumns(id: string, comercioId: string, parts: ProductoParts): Record<string, unknown> {
  return {
    id,
    comercio_id: comercioId,
    sku: parts.sku,
    nombre: parts.nombre,
    descripcion: parts.descripcion,
    precio: parts.precio.monto,
    moneda: parts.precio.moneda,
    categoria: parts.categoria,
    peso_g: parts.pesoG,
    disponible: parts.disponible,
    atributos: parts.atributos ?? {},
    opciones: parts.opciones ?? [],
    temporada_desde: parts.temporada?.desde,
    temporada_hasta: parts.temporada?.hasta,
    con_existencias: parts.existencias?.control ?? false,
  };
}
