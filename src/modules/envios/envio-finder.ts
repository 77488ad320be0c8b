import { ENVIO_CODES } from '../codigos/contract.js';
import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type Owner, ownerColumn, owns } from '../../platform/access/owner.js';
import type { Queryable } from '../../platform/database/pool.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { type ArchivedEnvio, ArchivedEnvios } from '../archivo/contract.js';
import { manifestOf } from '../periodos/contract.js';

/** Where an envío is: its id says the month, its manifest the archive. */
export interface EnvioFound {
  id: string;
  /** Null for one that is hot. */
  manifest: ArchivedEnvio['manifest'] | null;
}

const FIND = `SELECT envio_id AS id, ${manifestOf('envio_id')} AS manifest FROM ${ENVIO_CODES} WHERE codigo = $1`;

// $2: the owner. Rows of earlier versions do not say whose they are: that is looked up elsewhere.
const findOwn = (column: string) => `
  SELECT envio_id AS id, ${manifestOf('envio_id')} AS manifest, ${column} IS NULL AS unknown
  FROM ${ENVIO_CODES} WHERE codigo = $1 AND (${column} = $2 OR ${column} IS NULL)`;

const isOwn = (column: string) => `SELECT FROM envios WHERE id = $1 AND ${column} = $2`;

/** Finds envíos by their codes, for somebody. */
@Injectable()
export class EnvioFinder {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly archivados: ArchivedEnvios,
  ) {}

  /**
   * Where the envío with this code is; undefined if there is none.
   *
   * @param owner - Then an envío of somebody else is none.
   * @param db - Where to look; where queries read if left out.
   */
  async find(
    codigo: string,
    owner: Owner | undefined,
    db: Pick<Queryable, 'query'> = this.pool,
  ): Promise<EnvioFound | undefined> {
    if (!owner) {
      const { rows } = await db.query<EnvioFound>({ name: 'find-envio', text: FIND, values: [codigo] });
      return rows[0];
    }
    const [column, id] = ownerColumn(owner);
    const { rows } = await db.query<EnvioFound & { unknown: boolean }>({
      name: `find-envio-${column}`,
      text: findOwn(column),
      values: [codigo, id],
    });
    const [found] = rows;
    if (!found || !found.unknown) return found;
    return (await this.isOf(found, codigo, owner, db)) ? found : undefined;
  }

  /**
   * Where the envío with this code is.
   *
   * @throws {DomainError} `envio-desconocido` when there is none, or it is somebody else's
   */
  async findOrThrow(
    codigo: string,
    owner: Owner | undefined,
    db?: Pick<Queryable, 'query'>,
  ): Promise<EnvioFound> {
    const found = await this.find(codigo, owner, db);
    if (!found) throw new DomainError('envio-desconocido', { codigo });
    return found;
  }

  /**
   * Before a command touches an envío: whose it is never changes.
   *
   * @throws {DomainError} `envio-desconocido` for one of somebody else
   */
  async refuseForeign(db: Pick<Queryable, 'query'>, codigo: string, owner: Owner | undefined): Promise<void> {
    if (owner) await this.findOrThrow(codigo, owner, db);
  }

  private async isOf(
    { id, manifest }: EnvioFound,
    codigo: string,
    owner: Owner,
    db: Pick<Queryable, 'query'>,
  ): Promise<boolean> {
    if (manifest) {
      const rows = await this.archivados.rows({ id, codigo, manifest });
      const [row] = rows ? (JSON.parse(rows.envios) as Record<string, string>[]) : [];
      return (
        row !== undefined &&
        owns(owner, { clienteId: row['cliente_id'], transportistaId: row['transportista_id'] })
      );
    }
    const [column, value] = ownerColumn(owner);
    return (await db.query(isOwn(column), [id, value])).rowCount === 1;
  }
}
