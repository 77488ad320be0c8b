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
import { TandaLedger } from './tanda-ledger.js';
import { COMPARE_ARCHIVED, COMPARE_TRAZAS, COMPARED } from './traza-comparison.js';
import { impossible, type Verdict } from './verdict.js';

/** A traza whose envío is still to be looked for. */
interface Event extends Omit<TrazaRow, 'envioId' | 'traza'> {
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

/** Appends trazas inside the caller's transaction: `lock` first, then `append`, once; or both by `appendKnown`. */
@Injectable()
export class TrazaWriter {
  private readonly logger = new Logger('trazas');

  constructor(
    private readonly dispositivos: DispositivoWriter,
    private readonly ledger: TandaLedger,
  ) {}

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
    const rows = events.flatMap((event, position) => {
      const envioId = sound[position] ? envios.get(event.traza.codigo) : undefined;
      return envioId ? [{ row: { ...event, envioId }, position }] : [];
    });
    const stored = await this.append(
      db,
      rows.map(({ row }) => row),
    );
    const verdicts = sound.map((known) => (known ? undefined : impossible('codigo, idEvento')));
    for (const [index, { position }] of rows.entries()) verdicts[position] = stored[index];
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
    await this.note(db, rows, verdicts, others);
    return verdicts;
  }

  /**
   * Says of repeats of an archived envío which of them say something else than the archive has, and counts these on their
   * devices. What cannot be stored at all says something else.
   *
   * @param archived - What the archive has of the envío, as `ArchivedEnvios.readTrazas` answers it.
   * @returns a verdict for each row, in step.
   */
  async compareArchived(db: Queryable, posted: readonly TrazaRow[], archived: string): Promise<Verdict[]> {
    if (posted.length === 0) return [];
    await db.query('SAVEPOINT mitad');
    try {
      const rows = posted.map(asStored);
      const others = await this.compare(db, rows, archived);
      const verdicts = rows.map((row): Verdict => ({ letra: others.has(row) ? 'c' : 'd' }));
      await this.note(db, rows, verdicts, others);
      await db.query('RELEASE SAVEPOINT mitad');
      return verdicts;
    } catch (error) {
      if (isOfSurroundings(error)) throw error;
      await db.query('ROLLBACK TO SAVEPOINT mitad');
      if (posted.length === 1) return [{ letra: 'c' }];
      await this.dispositivos.lock(
        db,
        posted.map(({ traza }) => traza.dispositivoId),
      );
      const middle = Math.ceil(posted.length / 2);
      const first = await this.compareArchived(db, posted.slice(0, middle), archived);
      return [...first, ...(await this.compareArchived(db, posted.slice(middle), archived))];
    }
  }

  /** Tells devices of their trazas. A repeat that says something else is counted once, however often it is delivered. */
  private async note(
    db: Queryable,
    rows: readonly StoredRow[],
    verdicts: readonly Verdict[],
    others: ReadonlyMap<StoredRow, string | null>,
  ): Promise<void> {
    const placed = [...others.keys()].filter(isPlaced);
    // The same delivery may be here twice, and its receipt may be there already.
    const first = new Map(placed.toReversed().map((row) => [`${row.tandaId} ${row.index}`, row]));
    const counted = await this.ledger.findDistinct(db, placed);
    const isCounted = (row: StoredRow) =>
      isPlaced(row) &&
      others.has(row) &&
      (counted.has(row) || first.get(`${row.tandaId} ${row.index}`) !== row);
    const sightings = rows.flatMap((row, index) =>
      isCounted(row) ? [] : sightingsOf(row, verdicts[index] as Verdict, others.get(row) ?? null),
    );
    await this.dispositivos.note(db, sightings);
  }

  /** Of trazas that are stored already those that say something else, each with the device of what is stored. */
  private async compare(
    db: Queryable,
    rows: readonly StoredRow[],
    archived?: string,
  ): Promise<Map<StoredRow, string | null>> {
    if (rows.length === 0) return new Map();
    const told = COMPARED.map(([, type, of]) => arrayOf(type, rows.map(of)));
    const statement =
      archived === undefined
        ? { ...COMPARE_TRAZAS, values: told }
        : { ...COMPARE_ARCHIVED, values: [...told, archived, rows[0]?.envioId] };
    const { rows: others } = await db.query<{ place: number; dispositivoId: string | null }>(statement);
    for (const { place } of others) {
      const { idEvento, dispositivoId } = (rows[place] as StoredRow).traza;
      this.logger.warn({ message: 'contenido-distinto', idEvento, dispositivoId });
    }
    return new Map(others.map(({ place, dispositivoId }) => [rows[place] as StoredRow, dispositivoId]));
  }
}

/** A row of a tanda. */
type Placed = StoredRow & Required<Pick<StoredRow, 'tandaId' | 'index'>>;

const isPlaced = (row: StoredRow): row is Placed => row.tandaId !== undefined && row.index !== undefined;

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
