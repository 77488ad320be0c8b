import { Injectable } from '@nestjs/common';
import { storedInstant } from '../../platform/database/instants.js';
import type { Queryable } from '../../platform/database/pool.js';
import { sqlState } from '../../platform/database/sql-errors.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { markChanged } from '../../platform/read-models/mark-changed.js';
import { CodigoBook, ENVIO_CODES, findUsedCodes } from '../codigos/contract.js';
import type { EnvioCreado } from './envio-creado.dto.js';
import type { Destinatario, Direccion } from './places.dto.js';
import { ENVIOS_DETALLE } from '../estados/contract.js';

/** What an envío is made of. */
export interface NewEnvio {
  id: string;
  /** A reserved one, if it brings one; a new one if not. */
  codigo?: string | null;
  creadoEn: string;
  clienteId: string;
  transportistaId: string;
  referencia?: string | null;
  destinatario: Destinatario;
  origen: Direccion;
  destino: Direccion;
  bultos: number;
  pesoG: number;
  fechaEstimada?: string | null;
}

/** An envío that cannot have the code that it brings. */
export interface CodigoRefused {
  index: number;
  codigo: string;
  code: 'codigo-en-uso' | 'codigo-sin-reserva';
}

type References = Pick<NewEnvio, 'clienteId' | 'transportistaId'>;

// SQLSTATE 2200H: the codes are used up.
const SEQUENCE_EXHAUSTED = '2200H';

const UNIQUE_VIOLATION = '23505';

const FIND_UNKNOWN = `
  SELECT 'clienteId' AS field, id FROM unnest($1::uuid[]) id WHERE NOT EXISTS (SELECT FROM clientes c WHERE c.id = id.id)
  UNION ALL
  SELECT 'transportistaId', id FROM unnest($2::uuid[]) id WHERE NOT EXISTS (SELECT FROM transportistas t WHERE t.id = id.id)`;

// $1: rows of envios as a JSON array, keys as columns. codigos_envio comes first: a rebuild of a read model makes
// writers wait on that table, before they have done anything.
const INSERT_CODES = `
  INSERT INTO ${ENVIO_CODES} (codigo, envio_id, cliente_id, transportista_id)
  SELECT codigo, id, cliente_id, transportista_id FROM json_populate_recordset(NULL::envios, $1)`;
const INSERT_ENVIOS = `INSERT INTO envios SELECT * FROM json_populate_recordset(NULL::envios, $1)`;

/** Writes envíos, with their codes and what the read models see of them. */
@Injectable()
export class EnvioWriter {
  constructor(private readonly codigos: CodigoBook) {}

  /** Ids of the clientes and transportistas named here that do not exist. */
  async findUnknown(
    db: Queryable,
    envios: readonly References[],
  ): Promise<Record<keyof References, Set<string>>> {
    const distinct = (field: keyof References) => [...new Set(envios.map((envio) => envio[field]))];
    const { rows } = await db.query<{ field: keyof References; id: string }>(FIND_UNKNOWN, [
      distinct('clienteId'),
      distinct('transportistaId'),
    ]);
    const of = (field: keyof References) =>
      new Set(rows.filter((row) => row.field === field).map(({ id }) => id));
    return { clienteId: of('clienteId'), transportistaId: of('transportistaId') };
  }

  /**
   * What is wrong with the codes that envíos bring: reserved ones are taken, by one envío each.
   *
   * @returns the index of each envío that cannot have its code, and why.
   */
  async findRefused(db: Queryable, envios: readonly Pick<NewEnvio, 'codigo'>[]): Promise<CodigoRefused[]> {
    const brought = envios.flatMap(({ codigo }, index) => (codigo ? [{ codigo, index }] : []));
    if (brought.length === 0) return [];
    const codigos = brought.map(({ codigo }) => codigo);
    const reserved = await this.codigos.findReserved(db, codigos);
    const used = await findUsedCodes(db, codigos);
    return brought.flatMap(({ codigo, index }): CodigoRefused[] => {
      if (used.has(codigo)) return [{ index, codigo, code: 'codigo-en-uso' }];
      if (!reserved.has(codigo)) return [{ index, codigo, code: 'codigo-sin-reserva' }];
      used.add(codigo);
      return [];
    });
  }

  /**
   * Creates envíos inside the caller's transaction; their months are open.
   *
   * @throws {DomainError} `codigos-agotados`; `codigo-en-uso` when another one took a reserved code at this moment
   */
  async create(db: Queryable, envios: readonly NewEnvio[]): Promise<EnvioCreado[]> {
    const news = await this.nextCodigos(db, envios.filter(({ codigo }) => !codigo).length);
    const codigos = envios.map(({ codigo }) => codigo ?? (news.pop() as string));
    const rows = JSON.stringify(envios.map((envio, index) => toRow(envio, codigos[index] as string)));
    await db.query({ name: 'insert-codigos', text: INSERT_CODES, values: [rows] }).catch(refuseTaken);
    await db.query({ name: 'insert-envios', text: INSERT_ENVIOS, values: [rows] });
    await markChanged(
      db,
      ENVIOS_DETALLE,
      envios.map(({ id }) => id),
    );
    return envios.map(({ id, creadoEn, referencia }, index) => ({
      id,
      codigo: codigos[index] as string,
      referencia: referencia ?? null,
      estado: 'registrado',
      creadoEn,
    }));
  }

  private async nextCodigos(db: Queryable, count: number): Promise<string[]> {
    try {
      return await this.codigos.next(db, count);
    } catch (error) {
      throw sqlState(error) === SEQUENCE_EXHAUSTED
        ? new DomainError('codigos-agotados', {}, [], error)
        : error;
    }
  }
}

/** @throws {DomainError} `codigo-en-uso` */
function refuseTaken(error: unknown): never {
  const [, codigo] = /\(codigo\)=\((\w+)\)/.exec((error as { detail?: string }).detail ?? '') ?? [];
  if (sqlState(error) !== UNIQUE_VIOLATION || !codigo) throw error;
  throw new DomainError('codigo-en-uso', { codigo }, [], error);
}

function toRow(envio: NewEnvio, codigo: string): Record<string, unknown> {
  return {
    id: envio.id,
    codigo,
    cliente_id: envio.clienteId,
    transportista_id: envio.transportistaId,
    creado_en: envio.creadoEn,
    fecha_estimada: envio.fechaEstimada && storedInstant(envio.fechaEstimada),
    bultos: envio.bultos,
    peso_g: envio.pesoG,
    referencia: envio.referencia,
    destinatario_nombre: envio.destinatario.nombre,
    destinatario_telefono: envio.destinatario.telefono,
    destinatario_email: envio.destinatario.email,
    ...placeColumns('origen', envio.origen),
    ...placeColumns('destino', envio.destino),
  };
}

function placeColumns(prefix: 'origen' | 'destino', place: Direccion): Record<string, unknown> {
  return {
    [`${prefix}_direccion`]: place.direccion,
    [`${prefix}_ciudad`]: place.ciudad,
    [`${prefix}_region`]: place.region,
    [`${prefix}_pais`]: place.pais,
    [`${prefix}_codigo_postal`]: place.codigoPostal,
    [`${prefix}_lat`]: place.lat,
    [`${prefix}_lon`]: place.lon,
  };
}
