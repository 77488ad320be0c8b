import { Injectable, Logger } from '@nestjs/common';
import { DispositivoWriter, type Sighting } from '../dispositivos/contract.js';
import { arrayOf } from '../../platform/database/binary-array.js';
import type { Queryable } from '../../platform/database/pool.js';
import { isOfSurroundings } from '../../platform/database/surroundings.js';
import { advance } from '../../platform/read-models/advance.js';
import { readModel } from '../../platform/read-models/read-model.js';
import type { TrazaPosted } from './domain/tanda.js';
import { hasKeys } from './event-keys.js';
import { asStored, COLUMNS, type StoredRow, toNewRow, type TrazaRow } from './stored-row.js';
import { impossible, type Verdict } from './verdict.js';

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

// One array a column, in step. An event that is stored already is left alone; RETURNING names the new ones.
const INSERT_TRAZAS = `
  INSERT INTO trazas (${COLUMNS.map(([name]) => name).join(', ')})
  SELECT * FROM unnest(${COLUMNS.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')})
  ON CONFLICT DO NOTHING
  RETURNING envio_id, id_evento`;

/** What a device says, but for when it sent it: a repeat is sent at another time, and its clock may be known by then. */
const SAID = COLUMNS.filter(([name]) => !/^(?:recibido|ocurrido|enviado)_en/.test(name));
const COMPARED = [
  ...SAID,
  ['dicho_en', 'timestamptz', (row: StoredRow) => row.ocurridoEnDispositivo ?? row.traza.ocurridoEn],
] as const;

// One array a column, in step, of trazas that are stored: places of those that say something else than what is stored, and
// whose it is. Asked of duplicates alone; equal ones of one call have been stored by then. A time says the same in the words
// of the device and as it was corrected: so does what was exported.
const COMPARE_TRAZAS = `
  SELECT n.place - 1 AS place, t.dispositivo_id AS "dispositivoId"
  FROM unnest(${COMPARED.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')})
    WITH ORDINALITY AS n (${COMPARED.map(([name]) => name).join(', ')}, place)
  JOIN trazas t ON t.envio_id = n.envio_id AND t.id_evento = n.id_evento
  WHERE (${SAID.map(([name]) => `n.${name}`).join(', ')}) IS DISTINCT FROM (${SAID.map(([name]) => `t.${name}`).join(', ')})
    OR n.dicho_en NOT IN (t.ocurrido_en, coalesce(t.ocurrido_en_dispositivo, t.ocurrido_en))`;

/** Appends trazas inside the caller's transaction: `lock` first, then `append`, once; or both by `appendKnown`. */
@Injectable()
export class TrazaWriter {
  private readonly logger = new Logger('trazas');

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
   * Stores trazas of locked envíos and brings the read models up to them. What fails, for whatever reason that is not one
   * of the surroundings, is halved until the one row that causes it stands alone: that one is rejected, no other.
   *
   * @returns a verdict for each row, in step.
   */
  async append(db: Queryable, rows: readonly TrazaRow[]): Promise<Verdict[]> {
    if (rows.length === 0) return [];
    await db.query('SAVEPOINT mitad');
    try {
      const verdicts = await this.store(db, rows);
      await db.query('RELEASE SAVEPOINT mitad');
      return verdicts;
    } catch (error) {
      if (isOfSurroundings(error)) throw error;
      await db.query('ROLLBACK TO SAVEPOINT mitad');
      if (rows.length === 1) return [impossible(error)];
      // Each half notes its devices by itself, and keeps them locked.
      const devices = rows.map(({ traza }) => traza.dispositivoId);
      await this.dispositivos.lock(db, devices);
      const middle = Math.ceil(rows.length / 2);
      const first = await this.append(db, rows.slice(0, middle));
      return [...first, ...(await this.append(db, rows.slice(middle)))];
    }
  }

  /**
   * `append`, for trazas of which some may belong to no envío: those are left alone.
   *
   * @returns a verdict for each event, in step; undefined for one whose code no envío has.
   */
  async appendKnown(db: Queryable, events: readonly Event[]): Promise<(Verdict | undefined)[]> {
    const sound = events.map(({ traza }) => hasKeys(traza));
    const envios = await this.lock(
      db,
      events.flatMap(({ traza }, index) => (sound[index] ? [traza.codigo] : [])),
    );
    const rows = events.flatMap((event, index) => {
      const envioId = sound[index] ? envios.get(event.traza.codigo) : undefined;
      return envioId ? [{ ...event, envioId, index }] : [];
    });
    const stored = await this.append(db, rows);
    const verdicts = sound.map((known) => (known ? undefined : impossible('codigo, idEvento')));
    for (const [position, { index }] of rows.entries()) verdicts[index] = stored[position];
    return verdicts;
  }

  /**
   * Stores trazas of our own, of locked envíos of which something else changes as well: the caller brings the read models up to
   * all of it at once.
   *
   * @returns envío and event of those that are new.
   */
  async insert(
    db: Queryable,
    posted: readonly TrazaRow[],
  ): Promise<{ envio_id: string; id_evento: string }[]> {
    return this.insertStored(db, posted.map(asStored));
  }

  private async insertStored(db: Queryable, rows: readonly StoredRow[]) {
    const { rows: stored } = await db.query<{ envio_id: string; id_evento: string }>({
      name: 'insert-trazas',
      text: INSERT_TRAZAS,
      values: COLUMNS.map(([, type, of]) => arrayOf(type, rows.map(of))),
    });
    return stored;
  }

  private async store(db: Queryable, posted: readonly TrazaRow[]): Promise<Verdict[]> {
    const rows = posted.map(asStored);
    const stored = await this.insertStored(db, rows);
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
    const others = await this.compare(
      db,
      rows.filter((_, index) => verdicts[index]?.letra === 'd'),
    );
    for (const [index, row] of rows.entries()) if (others.has(row)) verdicts[index] = { letra: 'c' };
    await this.dispositivos.note(
      db,
      rows.flatMap((row, index) => sightingsOf(row, verdicts[index] as Verdict, others.get(row) ?? null)),
    );
    return verdicts;
  }

  /** Of trazas that are stored already those that say something else, each with the device of what is stored. */
  private async compare(db: Queryable, rows: readonly StoredRow[]): Promise<Map<StoredRow, string | null>> {
    if (rows.length === 0) return new Map();
    const { rows: others } = await db.query<{ place: number; dispositivoId: string | null }>({
      name: 'compare-trazas',
      text: COMPARE_TRAZAS,
      values: COMPARED.map(([, type, of]) => arrayOf(type, rows.map(of))),
    });
    for (const { place } of others) {
      const { idEvento, dispositivoId } = (rows[place] as StoredRow).traza;
      this.logger.warn({ message: 'contenido-distinto', idEvento, dispositivoId });
    }
    return new Map(others.map(({ place, dispositivoId }) => [rows[place] as StoredRow, dispositivoId]));
  }
}

/** What a traza tells of its device: of one that says something else than what is stored, only that it does. */
function sightingsOf(
  { receivedAt: recibidoEn, traza, ocurridoEnDispositivo }: StoredRow,
  { letra }: Verdict,
  storedBy: string | null,
): Sighting[] {
  const distinta = letra === 'c';
  const dispositivoId = traza.dispositivoId ?? (distinta ? storedBy : null);
  if (!dispositivoId || letra === 'd') return [];
  const ocurridoEn = ocurridoEnDispositivo ?? traza.ocurridoEn;
  return [{ dispositivoId, ocurridoEn, recibidoEn, enviadoEn: distinta ? null : traza.enviadoEn, distinta }];
}
