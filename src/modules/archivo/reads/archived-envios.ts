import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { monthOfId } from '../../../platform/database/month.js';
import { type Queryable } from '../../../platform/database/pool.js';
import { POOL } from '../../../platform/database/tokens.js';
import { inTransaction } from '../../../platform/database/transaction.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Definition } from '../../../platform/read-models/definition.js';
import { evaluate } from '../../../platform/read-models/evaluate.js';
import { type ReadModel, readModels } from '../../../platform/read-models/read-model.js';
import { takeIntoDelta } from '../../../platform/read-models/replace-base.js';
import { type Manifest, manifestOf, PeriodOpener, SELECT_ANSWERING } from '../../periodos/contract.js';
import { type ArchivedRows, ArchiveReader } from './archive-reader.js';
import {
  ARCHIVED_TABLES,
  type ArchivedTable,
  insertFromJson,
  selectFromJson,
} from '../files/archived-tables.js';
import { ENVIO_CODES } from '../../codigos/contract.js';

/** An envío that is in the archive and nowhere else, and what its month's export says of itself. */
export interface ArchivedEnvio {
  id: string;
  codigo: string;
  manifest: Manifest;
}

/** What the archive has of the trazas of one envío. */
export interface TrazasOfEnvio {
  envioId: string;
  /** To whom the envío was given. */
  transportistaId: string;
  /** Ids of the events. */
  events: string[];
  /** The rows, as `selectTrazas` takes them. */
  json: string;
}

/**
 * SELECT of archived trazas as the table has them.
 *
 * @param json - SQL of the JSON array.
 * @param envioId - SQL of the envío's id.
 */
export const selectTrazas = (json: string, envioId: string) => selectFromJson(TRAZAS, json, envioId);

const TRAZAS = ARCHIVED_TABLES.find(({ name }) => name === 'trazas') as ArchivedTable;

const LOCATE = `SELECT envio_id AS id, ${manifestOf('envio_id')} AS manifest FROM ${ENVIO_CODES} WHERE codigo = $1`;

// $1: codes. To whom archived envíos were given; null where nothing beside the code says so.
const OWNERS = `SELECT codigo, transportista_id AS "transportistaId" FROM ${ENVIO_CODES} WHERE codigo = ANY ($1)`;

// $1: code, $2: the cliente, $3: the transportista. Neither ever changes.
const NOTE_OWNER = `
  UPDATE ${ENVIO_CODES} SET cliente_id = $2, transportista_id = $3 WHERE codigo = $1 AND transportista_id IS NULL`;

const LOCK = `SELECT FROM ${ENVIO_CODES} WHERE codigo = $1 FOR NO KEY UPDATE`;

// Whose month moves on between two looks is looked for again; nobody is that unlucky that often.
const ATTEMPTS = 5;

const sources = Object.fromEntries(
  ARCHIVED_TABLES.map((table: ArchivedTable, index) => [
    table.name,
    selectFromJson(table, `$${index + 2}`, '$1::uuid'),
  ]),
);

/** Envíos of archived months: reads them, and brings them back when something new is heard of them. */
@Injectable()
export class ArchivedEnvios {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly reader: ArchiveReader,
    private readonly periodos: PeriodOpener,
  ) {}

  /** Where an envío is archived; undefined for one that is hot, or that there is not. */
  async locate(codigo: string, db: Queryable = this.pool): Promise<ArchivedEnvio | undefined> {
    const { rows } = await db.query<{ id: string; manifest: Manifest | null }>({
      name: 'locate-archivado',
      text: LOCATE,
      values: [codigo],
    });
    const { id, manifest } = rows[0] ?? {};
    return id && manifest ? { id, codigo, manifest } : undefined;
  }

  /**
   * Codes of archived envíos among others.
   *
   * @param select - SQL that answers a column `codigo`.
   */
  async listAmong(select: string, values: readonly unknown[], limit: number): Promise<string[]> {
    const { rows } = await this.pool.query<{ codigo: string }>(
      `SELECT DISTINCT codigo FROM (${select}) x JOIN ${ENVIO_CODES} c USING (codigo)
       WHERE c.envio_id < (SELECT frontera_archivo()) AND esta_archivado(c.envio_id) LIMIT ${limit}`,
      [...values],
    );
    return rows.map(({ codigo }) => codigo);
  }

  /** The trazas that the archive has of an envío; undefined if it is not archived. */
  async readTrazas(codigo: string): Promise<TrazasOfEnvio | undefined> {
    const envio = await this.locate(codigo);
    const rows = envio && (await this.rows(envio));
    if (!rows) return undefined;
    const events = (JSON.parse(rows.trazas) as { id_evento: string }[]).map(({ id_evento }) => id_evento);
    const { transportista_id: transportistaId } = ownersIn(rows);
    return { envioId: envio.id, transportistaId, events, json: rows.trazas };
  }

  /**
   * To whom archived envíos were given, by code. Codes of earlier versions do not say it: that is read in the files once, and
   * noted beside the code. One that is no longer archived may be missing.
   *
   * @throws {DomainError} `archivo-ocupado`, `archivo-no-disponible`, `archivo-danado`
   */
  async transportistasOf(codigos: readonly string[]): Promise<Map<string, string>> {
    const { rows } = await this.pool.query<{ codigo: string; transportistaId: string | null }>(OWNERS, [
      codigos,
    ]);
    const known = new Map<string, string>();
    for (const { codigo, transportistaId } of rows) {
      const told = transportistaId ?? (await this.learnOwner(codigo));
      if (told) known.set(codigo, told);
    }
    return known;
  }

  private async learnOwner(codigo: string): Promise<string | undefined> {
    const envio = await this.locate(codigo);
    const rows = envio && (await this.rows(envio));
    if (!rows) return undefined;
    const { cliente_id, transportista_id } = ownersIn(rows);
    await this.pool.query(NOTE_OWNER, [codigo, cliente_id, transportista_id]);
    return transportista_id;
  }

  /** All its rows. Undefined when it is no longer there: it was brought back, or its month was. */
  async rows({ codigo, manifest }: ArchivedEnvio): Promise<ArchivedRows | undefined> {
    return this.reader.read(manifest, codigo);
  }

  /**
   * Its row of a read model, as the definition makes it of what is archived.
   *
   * @param al - RFC 3339: only what had happened by then; everything if left out.
   */
  async read<Row extends object>(
    db: Queryable,
    envio: ArchivedEnvio,
    model: ReadModel,
    columns: readonly string[],
    al?: string,
  ): Promise<Row | undefined> {
    return (await this.list<Row>(db, envio, model, columns, al))?.[0];
  }

  /** All rows that a definition makes of it, in no order; undefined when it is no longer there. */
  async list<Row extends object>(
    db: Queryable,
    envio: ArchivedEnvio,
    definition: Definition,
    columns: readonly string[],
    al?: string,
  ): Promise<Row[] | undefined> {
    const rows = await this.rows(envio);
    if (!rows) return undefined;
    // Every parameter has to be in the text: what the definition does not ask for is left out.
    return evaluate<Row>(db, definition, columns, sources, [
      envio.id,
      rows.envios,
      al ? happenedBy(rows.trazas, al) : rows.trazas,
    ]);
  }

  /**
   * Makes sure that an envío is hot, with its whole history: brings it back if it is archived. Safe to repeat, and beside
   * others that do the same. What is brought back goes to the archive again with its month's next export.
   */
  async bringBack(codigo: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const envio = await this.locate(codigo);
      if (!envio) return;
      if (attempt > ATTEMPTS)
        throw new DomainError('archivo-danado', { fichero: `${envio.manifest.mes} ${codigo}` });
      const rows = await this.rows(envio);
      await this.periodos.ensureOpen([monthOfId(envio.id)]);
      if (rows && (await this.insert(envio, rows))) return;
    }
  }

  /** @returns whether it is hot now; not when its month moved on meanwhile. */
  private insert({ id, codigo, manifest }: ArchivedEnvio, rows: ArchivedRows): Promise<boolean> {
    const { mes } = manifest;
    return inTransaction(this.pool, async (client) => {
      await client.query(LOCK, [codigo]);
      const { rows: found } = await client.query<{ archivada: number }>(SELECT_ANSWERING, [id, mes]);
      if (found[0]?.archivada !== manifest.generacion) return false;
      for (const table of ARCHIVED_TABLES) {
        const insert = insertFromJson(table, table.name, '$1', '$2::uuid');
        await client.query(insert, table.envio === 'id' ? [rows[table.name]] : [rows[table.name], id]);
      }
      for (const model of readModels.all()) await takeIntoDelta(client, model, mes, [id]);
      return true;
    });
  }
}

/** Whose an envío is, as the file has it. */
function ownersIn({ envios }: ArchivedRows): { cliente_id: string; transportista_id: string } {
  return (JSON.parse(envios) as [{ cliente_id: string; transportista_id: string }])[0];
}

/** The trazas of a JSON array that had happened by an instant. */
function happenedBy(trazas: string, al: string): string {
  const rows = JSON.parse(trazas) as { ocurrido_en: string }[];
  return JSON.stringify(rows.filter(({ ocurrido_en }) => Date.parse(ocurrido_en) <= Date.parse(al)));
}
