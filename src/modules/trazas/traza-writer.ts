import { Injectable } from '@nestjs/common';
import { DispositivoWriter } from '../dispositivos/contract.js';
import { arrayOf } from '../../platform/database/binary-array.js';
import { storedInstant } from '../../platform/database/instants.js';
import type { Queryable } from '../../platform/database/pool.js';
import { isDataError } from '../../platform/database/sql-errors.js';
import { advance } from '../../platform/read-models/advance.js';
import { readModel } from '../../platform/read-models/read-model.js';
import { horaOf } from './domain/reloj.js';
import type { TrazaPosted } from './domain/tanda.js';
import type { Verdict } from './verdict.js';

/** A traza whose envío is known and locked. */
export interface TrazaRow {
  envioId: string;
  /** When we took it in, RFC 3339. */
  receivedAt: string;
  traza: Omit<TrazaPosted, 'codigo'>;
}

/** The same, with its time as it is stored. */
interface StoredRow extends TrazaRow {
  /** What the device said, where that was corrected. */
  ocurridoEnDispositivo: string | null;
}

/** A traza whose envío is still to be looked for. */
interface Event {
  receivedAt: string;
  traza: TrazaPosted;
}

// $1: codes. Locks the envíos' rows before anything else, always in the order of their id, so that writers never
// deadlock, and so that the fold below sees every traza that another writer of the same envío has stored. What is in the
// archive is left out; no month moves there while anybody holds a lock on this table.
const LOCK_ENVIOS = `
  SELECT codigo, envio_id FROM codigos_envio
  WHERE codigo = ANY ($1) AND NOT (envio_id < (SELECT frontera_archivo()) AND esta_archivado(envio_id))
  ORDER BY envio_id FOR NO KEY UPDATE`;

/** Columns of a stored traza: what each is called, its type, and where it is taken from. */
const COLUMNS: readonly (readonly [name: string, type: string, of: (row: StoredRow) => unknown])[] = [
  ['envio_id', 'uuid', ({ envioId }) => envioId],
  ['id_evento', 'uuid', ({ traza }) => traza.idEvento],
  ['tipo', 'tipo_traza', ({ traza }) => traza.tipo],
  ['motivo', 'text', ({ traza }) => traza.motivo],
  ['ocurrido_en', 'timestamptz', ({ traza }) => traza.ocurridoEn],
  ['recibido_en', 'timestamptz', ({ receivedAt }) => receivedAt],
  ['secuencia', 'bigint', ({ traza }) => traza.secuencia],
  ['centro_id', 'uuid', ({ traza }) => traza.centroId],
  ['lugar', 'text', ({ traza }) => traza.lugar],
  ['lat', 'float8', ({ traza }) => traza.lat],
  ['lon', 'float8', ({ traza }) => traza.lon],
  ['datos', 'jsonb', ({ traza }) => traza.datos && JSON.stringify(traza.datos)],
  ['dispositivo_id', 'uuid', ({ traza }) => traza.dispositivoId],
  ['enviado_en', 'timestamptz', ({ traza }) => traza.enviadoEn],
  ['ocurrido_en_dispositivo', 'timestamptz', ({ ocurridoEnDispositivo }) => ocurridoEnDispositivo],
];

// One array a column, in step. An event that is stored already is left alone; RETURNING names the new ones.
const INSERT_TRAZAS = `
  INSERT INTO trazas (${COLUMNS.map(([name]) => name).join(', ')})
  SELECT * FROM unnest(${COLUMNS.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')})
  ON CONFLICT DO NOTHING
  RETURNING envio_id, id_evento`;

/** Appends trazas inside the caller's transaction: `lock` first, then `append`, once; or both by `appendKnown`. */
@Injectable()
export class TrazaWriter {
  constructor(private readonly dispositivos: DispositivoWriter) {}

  /** Locks envíos against other writers until the transaction ends. Codes that no hot envío has are left out. */
  async lock(db: Queryable, codigos: readonly string[]): Promise<Map<string, string>> {
    const { rows } = await db.query<{ codigo: string; envio_id: string }>({
      name: 'lock-envios',
      text: LOCK_ENVIOS,
      values: [[...new Set(codigos)]],
    });
    return new Map(rows.map(({ codigo, envio_id }) => [codigo, envio_id]));
  }

  /**
   * Stores trazas of locked envíos and brings the read models up to them. What fails is halved until the one row that
   * PostgreSQL refuses stands alone: that one is rejected, no other.
   *
   * @returns a verdict for each row, in step.
   */
  async append(db: Queryable, posted: readonly TrazaRow[]): Promise<Verdict[]> {
    const rows = posted.map(asStored);
    const verdicts = await this.appendHalves(db, rows);
    const sightings = rows.flatMap(
      ({ receivedAt: recibidoEn, traza: { dispositivoId, ocurridoEn, enviadoEn }, ...row }, index) =>
        dispositivoId && verdicts[index]?.letra === 'a'
          ? [{ dispositivoId, ocurridoEn: row.ocurridoEnDispositivo ?? ocurridoEn, enviadoEn, recibidoEn }]
          : [],
    );
    await this.dispositivos.note(db, sightings);
    return verdicts;
  }

  /**
   * `append`, for trazas of which some may belong to no envío: those are left alone.
   *
   * @returns a verdict for each event, in step; undefined for one whose code no envío has.
   */
  async appendKnown(db: Queryable, events: readonly Event[]): Promise<(Verdict | undefined)[]> {
    const envios = await this.lock(
      db,
      events.map(({ traza }) => traza.codigo),
    );
    const rows = events.flatMap((event, index) => {
      const envioId = envios.get(event.traza.codigo);
      return envioId ? [{ ...event, envioId, index }] : [];
    });
    const stored = await this.append(db, rows);
    const verdicts: (Verdict | undefined)[] = events.map(() => undefined);
    for (const [position, { index }] of rows.entries()) verdicts[index] = stored[position];
    return verdicts;
  }

  private async appendHalves(db: Queryable, rows: readonly StoredRow[]): Promise<Verdict[]> {
    if (rows.length === 0) return [];
    await db.query('SAVEPOINT mitad');
    try {
      const verdicts = await this.store(db, rows);
      await db.query('RELEASE SAVEPOINT mitad');
      return verdicts;
    } catch (error) {
      if (!isDataError(error)) throw error;
      await db.query('ROLLBACK TO SAVEPOINT mitad');
      if (rows.length === 1)
        return [{ letra: 'r', razon: 'dato-imposible', detalle: (error as Error).message }];
      const middle = Math.ceil(rows.length / 2);
      const first = await this.appendHalves(db, rows.slice(0, middle));
      return [...first, ...(await this.appendHalves(db, rows.slice(middle)))];
    }
  }

  private async store(db: Queryable, rows: readonly StoredRow[]): Promise<Verdict[]> {
    const { rows: stored } = await db.query<{ envio_id: string; id_evento: string }>({
      name: 'insert-trazas',
      text: INSERT_TRAZAS,
      values: COLUMNS.map(([, type, of]) => arrayOf(type, rows.map(of))),
    });
    // Of two equal events in one call the first is the new one.
    const news = new Set(stored.map(({ envio_id, id_evento }) => `${envio_id} ${id_evento}`));
    const verdicts = rows.map(({ envioId, traza }): Verdict => ({
      letra: news.delete(`${envioId} ${traza.idEvento.toLowerCase()}`) ? 'a' : 'd',
    }));
    await advance(
      db,
      readModel('envios_detalle'),
      rows.filter((_, index) => verdicts[index]?.letra === 'a').map(toNewRow),
    );
    return verdicts;
  }
}

/** A row as it is stored and folded into the read model, of one precision; a wrong clock is corrected where it is known. */
function asStored({ envioId, receivedAt, traza }: TrazaRow): StoredRow {
  const { ocurridoEn, ocurridoEnDispositivo } = horaOf(traza, receivedAt);
  return {
    envioId,
    receivedAt,
    traza: {
      ...traza,
      ocurridoEn: storedInstant(ocurridoEn),
      enviadoEn: traza.enviadoEn && storedInstant(traza.enviadoEn),
    },
    ocurridoEnDispositivo: ocurridoEnDispositivo && storedInstant(ocurridoEnDispositivo),
  };
}

function toNewRow({ envioId, receivedAt, traza }: StoredRow) {
  const { tipo, motivo, ocurridoEn, secuencia, idEvento, centroId } = traza;
  return {
    clave: envioId,
    tipo,
    motivo,
    ocurrido_en: ocurridoEn,
    recibido_en: receivedAt,
    secuencia,
    id_evento: idEvento,
    centro_id: centroId,
  };
}
