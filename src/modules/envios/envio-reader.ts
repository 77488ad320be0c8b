import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { Owner } from '../../platform/access/owner.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { sqlState } from '../../platform/database/sql-errors.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { readAsOf } from '../../platform/read-models/read-as-of.js';
import { readOne } from '../../platform/read-models/read-one.js';
import { type ArchivedEnvio, ArchivedEnvios } from '../archivo/contract.js';
import { EnvioFinder } from './envio-finder.js';
import {
  CURRENT_NAMES,
  DETALLE_COLUMNS,
  type DetalleColumns,
  type DetalleRow,
  type ResumenRow,
  STORED_COLUMNS,
} from './envio-row.js';
import { pickTrazas, readTrazas, type TrazasAsked, TRAZAS_DETALLE } from './traza-reader.js';
import { TRAZA_COLUMNS, type TrazaRow } from './traza-row.js';
import { ENVIOS_DETALLE } from '../estados/contract.js';

const UNDEFINED_TABLE = '42P01';

const RESUMEN = [...STORED_COLUMNS, ...CURRENT_NAMES];

// A month that moves between its partitions and the archive moves at once; whoever looked just before looks again.
const LOOKS = 3;

/** Reads one envío whole. */
@Injectable()
export class EnvioReader {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly archivados: ArchivedEnvios,
    private readonly finder: EnvioFinder,
  ) {}

  /**
   * The envío with this code: one probe finds its id, which says the month; another reads it there, or in the archive.
   *
   * @param owner - Then an envío of somebody else is none.
   * @throws {DomainError} `envio-desconocido`; of an archived one `archivo-ocupado`, `archivo-no-disponible`,
   *   `archivo-danado`
   */
  read(codigo: string, owner: Owner | undefined): Promise<DetalleRow> {
    return this.look<DetalleRow>(
      codigo,
      owner,
      (id) => readOne<DetalleColumns>(this.pool, ENVIOS_DETALLE, DETALLE_COLUMNS, id),
      (envio) => this.readArchived(envio),
    );
  }

  /** `read`, with these trazas in place of those that a detail shows by itself. */
  async readWith(codigo: string, owner: Owner | undefined, asked: TrazasAsked): Promise<DetalleRow> {
    const row = await this.look<Omit<DetalleRow, 'historial'>>(
      codigo,
      owner,
      (id) => readOne<ResumenRow>(this.pool, ENVIOS_DETALLE, RESUMEN, id, '_resumen'),
      (envio) => this.readArchived(envio),
    );
    return { ...row, historial: asked.limit === 0 ? [] : await this.listTrazas(codigo, owner, asked) };
  }

  /**
   * Trazas of the envío with this code, newest first.
   *
   * @throws {DomainError} what `read` throws
   */
  listTrazas(codigo: string, owner: Owner | undefined, asked: TrazasAsked): Promise<TrazaRow[]> {
    return this.look<TrazaRow[]>(
      codigo,
      owner,
      (id) => readTrazas(this.pool, id, asked),
      async (envio) => {
        const all = await this.archivados.list<TrazaRow>(
          this.pool,
          envio,
          TRAZAS_DETALLE,
          TRAZA_COLUMNS,
          asked.al,
        );
        return all && pickTrazas(all, asked);
      },
    );
  }

  /**
   * The envío as it was at an instant of the business: what its trazas say that had happened by then, whenever they came.
   *
   * @param al - RFC 3339.
   * @throws {DomainError} `envio-desconocido`, also before it was created; and whatever `read` throws
   */
  async readAsOf(codigo: string, owner: Owner | undefined, al: string): Promise<DetalleRow> {
    const asOf = { table: 'trazas', column: 'ocurrido_en', instant: al };
    const row = await this.look<DetalleColumns>(
      codigo,
      owner,
      (id) => readAsOf(this.pool, ENVIOS_DETALLE, DETALLE_COLUMNS, id, asOf),
      (envio) => this.archivados.read(this.pool, envio, ENVIOS_DETALLE, DETALLE_COLUMNS, al),
    );
    if (Date.parse(row.creado_en) > Date.parse(al)) throw new DomainError('envio-desconocido', { codigo });
    return { ...row, fuente: 'historial' };
  }

  private async readArchived(envio: ArchivedEnvio): Promise<DetalleRow | undefined> {
    const row = await this.archivados.read<DetalleColumns>(this.pool, envio, ENVIOS_DETALLE, DETALLE_COLUMNS);
    return row && { ...row, fuente: 'archivo' };
  }

  /** Finds where the envío is, and reads it there. */
  private async look<Row>(
    codigo: string,
    owner: Owner | undefined,
    readHot: (id: string) => Promise<Row | undefined>,
    readArchived: (envio: ArchivedEnvio) => Promise<Row | undefined>,
  ): Promise<Row> {
    for (let look = 1; look <= LOOKS; look += 1) {
      const found = await this.finder.find(codigo, owner);
      if (!found) break;
      const { id, manifest } = found;
      const row = manifest
        ? await readArchived({ id, codigo, manifest })
        : await readHot(id).catch(ignoreMoved);
      if (row) return row;
    }
    throw new DomainError('envio-desconocido', { codigo });
  }
}

/** The month went away between two statements. */
function ignoreMoved(error: unknown): undefined {
  if (sqlState(error) !== UNDEFINED_TABLE) throw error;
}
