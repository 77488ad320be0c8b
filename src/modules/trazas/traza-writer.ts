import { Injectable } from '@nestjs/common';
import { DispositivoWriter, type Sighting } from '../dispositivos/contract.js';
import { arrayOf } from '../../platform/database/binary-array.js';
import type { Queryable } from '../../platform/database/pool.js';
import { isOfSurroundings } from '../../platform/database/surroundings.js';
import { advance } from '../../platform/read-models/advance.js';
import type { TrazaPosted } from './domain/tanda.js';
import { foreignTrazas, lockEnvios } from './envio-lock.js';
import { hasKeys } from './event-keys.js';
import { asStored, COLUMNS, type StoredRow, toNewRow, type TrazaRow } from './stored-row.js';
import { TandaLedger } from './tanda-ledger.js';
import { COMPARE_ARCHIVED, COMPARE_TRAZAS, COMPARED } from './traza-comparison.js';
import { impossible, UNKNOWN, type Verdict } from './verdict.js';
import { ENVIOS_DETALLE } from '../estados/contract.js';

/** A traza whose envío is still to be looked for. */
interface Event extends Omit<TrazaRow, 'envioId' | 'traza'> {
  traza: TrazaPosted;
}

// One array a column, in step. An event that is stored already is left alone; RETURNING names the new ones.
const INSERT_TRAZAS = `
  INSERT INTO trazas (${COLUMNS.map(([name]) => name).join(', ')})
  SELECT * FROM unnest(${COLUMNS.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')})
  ON CONFLICT DO NOTHING
  RETURNING envio_id, id_evento`;

/** What became of a row. */
interface Outcome {
  verdict: Verdict;
  /** Undefined where it could not be stored. */
  row?: StoredRow;
  /** Whose the traza is that is stored, where that says something else. */
  storedBy?: string | null;
}

/** Appends trazas inside the caller's transaction: `lock` first, then `append`, once; or both by `appendKnown`. */
@Injectable()
export class TrazaWriter {
  constructor(
    private readonly dispositivos: DispositivoWriter,
    private readonly ledger: TandaLedger,
  ) {}

  /** Locks envíos against other writers until the transaction ends. Codes that no hot envío has are left out. */
  async lock(db: Queryable, codigos: readonly string[]): Promise<Map<string, string>> {
    const locked = await lockEnvios(db, codigos);
    return new Map([...locked].map(([codigo, { envioId }]) => [codigo, envioId]));
  }

  /**
   * Stores trazas of locked envíos and brings the read models up to them. What fails, for whatever reason that is not one
   * of the surroundings, is halved until the one row that causes it stands alone: that one is rejected, no other.
   *
   * @returns a verdict for each row, in step.
   */
  async append(db: Queryable, rows: readonly TrazaRow[]): Promise<Verdict[]> {
    return this.noted(db, await this.inHalves(db, rows, (half) => this.store(db, half), impossible));
  }

  /**
   * `append`, for trazas of which some may belong to no envío: those are left alone. One of an envío that whoever posted it
   * may not post for is rejected, as if there were no such envío.
   *
   * @returns a verdict for each event, in step; undefined for one whose code no envío has.
   */
  async appendKnown(db: Queryable, events: readonly Event[]): Promise<(Verdict | undefined)[]> {
    const sound = events.map(({ traza }) => hasKeys(traza));
    const verdicts = sound.map((known) => (known ? undefined : impossible('codigo, idEvento')));
    const trazas = events.flatMap(({ traza }, index) => (sound[index] ? [traza] : []));
    const locked = await lockEnvios(
      db,
      trazas.map(({ codigo }) => codigo),
    );
    const foreign = await foreignTrazas(db, trazas, locked);
    const rows = events.flatMap((event, position) => {
      // It is not told that there is such an envío.
      if (foreign.has(event.traza)) verdicts[position] = UNKNOWN;
      const envio = verdicts[position] ? undefined : locked.get(event.traza.codigo);
      return envio ? [{ row: { ...event, envioId: envio.envioId }, position }] : [];
    });
    const stored = await this.append(
      db,
      rows.map(({ row }) => row),
    );
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

  private async store(db: Queryable, posted: readonly TrazaRow[]): Promise<Outcome[]> {
    const rows = posted.map(asStored);
    const stored = await this.insertStored(db, rows);
    // Of two equal events in one call the first is the new one.
    const news = new Set(stored.map(({ envio_id, id_evento }) => `${envio_id} ${id_evento}`));
    const isNew = rows.map(({ envioId, traza }) => news.delete(`${envioId} ${traza.idEvento.toLowerCase()}`));
    await advance(db, ENVIOS_DETALLE, rows.filter((_, index) => isNew[index]).map(toNewRow));
    const others = await this.compare(
      db,
      rows.filter((_, index) => !isNew[index]),
    );
    return rows.map((row, index) =>
      isNew[index] ? { row, verdict: { letra: 'a' } } : repeatOf(row, others),
    );
  }

  /**
   * Says of repeats of an archived envío which of them say something else than the archive has, and counts these on their
   * devices. What cannot be stored at all says something else.
   *
   * @param archived - What the archive has of the envío, as `ArchivedEnvios.readTrazas` answers it.
   * @returns a verdict for each row, in step.
   */
  async compareArchived(db: Queryable, posted: readonly TrazaRow[], archived: string): Promise<Verdict[]> {
    const compare = async (half: readonly TrazaRow[]): Promise<Outcome[]> => {
      const rows = half.map(asStored);
      const others = await this.compare(db, rows, archived);
      return rows.map((row) => repeatOf(row, others));
    };
    return this.noted(db, await this.inHalves(db, posted, compare, () => ({ letra: 'c' })));
  }

  /**
   * Does the work for all rows at once, or, where that fails, for each half by itself.
   *
   * @param alone - The verdict on a row that fails by itself.
   */
  private async inHalves(
    db: Queryable,
    rows: readonly TrazaRow[],
    work: (half: readonly TrazaRow[]) => Promise<Outcome[]>,
    alone: (error: unknown) => Verdict,
  ): Promise<Outcome[]> {
    if (rows.length === 0) return [];
    await db.query('SAVEPOINT mitad');
    try {
      const outcomes = await work(rows);
      await db.query('RELEASE SAVEPOINT mitad');
      return outcomes;
    } catch (error) {
      if (isOfSurroundings(error)) throw error;
      await db.query('ROLLBACK TO SAVEPOINT mitad');
      if (rows.length === 1) return [{ verdict: alone(error) }];
      const middle = Math.ceil(rows.length / 2);
      const first = await this.inHalves(db, rows.slice(0, middle), work, alone);
      return [...first, ...(await this.inHalves(db, rows.slice(middle), work, alone))];
    }
  }

  /**
   * Tells devices of their trazas: once, after all halves, as each half by itself would write devices in another order than
   * other writers do. A repeat that says something else is counted once, however often it is delivered.
   */
  private async noted(db: Queryable, outcomes: readonly Outcome[]): Promise<Verdict[]> {
    const others = new Set(
      outcomes.flatMap(({ row, verdict }) => (row && verdict.letra === 'c' ? [row] : [])),
    );
    const placed = [...others].filter(isPlaced);
    // The same delivery may be here twice, and its receipt may be there already.
    const first = new Map(placed.toReversed().map((row) => [`${row.tandaId} ${row.index}`, row]));
    const counted = await this.ledger.findDistinct(db, placed);
    const isCounted = (row: StoredRow) =>
      isPlaced(row) &&
      others.has(row) &&
      (counted.has(row) || first.get(`${row.tandaId} ${row.index}`) !== row);
    const sightings = outcomes.flatMap(({ row, verdict, storedBy = null }) =>
      !row || isCounted(row) ? [] : sightingsOf(row, verdict, storedBy),
    );
    await this.dispositivos.note(db, sightings);
    return outcomes.map(({ verdict }) => verdict);
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
    return new Map(others.map(({ place, dispositivoId }) => [rows[place] as StoredRow, dispositivoId]));
  }
}

/** A row of a tanda. */
type Placed = StoredRow & Required<Pick<StoredRow, 'tandaId' | 'index'>>;

const isPlaced = (row: StoredRow): row is Placed => row.tandaId !== undefined && row.index !== undefined;

/** What became of a row that is stored already. */
function repeatOf(row: StoredRow, others: ReadonlyMap<StoredRow, string | null>): Outcome {
  return others.has(row)
    ? { row, verdict: { letra: 'c' }, storedBy: others.get(row) ?? null }
    : { row, verdict: { letra: 'd' } };
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
