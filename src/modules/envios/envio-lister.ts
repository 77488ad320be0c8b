import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { Owner } from '../../platform/access/owner.js';
import { untilAborted } from '../../platform/database/until-aborted.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { EXACT_VALUE } from '../../platform/read-models/list-sql.js';
import { type Place, readList, type Selection } from '../../platform/read-models/read-list.js';
import { type AlcanceArchivo, ArchivedLists, ArchivedMonths } from '../archivo/contract.js';
import { archiveSpan, asksForOpenOnes, conditionsOf, type LookedUp } from './envio-conditions.js';
import type { EnvioFilter } from './envio-filter.dto.js';
import type { EnvioResumen } from './envio.dto.js';
import { CURRENT_NAMES, type ResumenRow, STORED_COLUMNS, toResumen } from './envio-row.js';
import { searchIds, translateWords } from './envio-search.js';
import { ENVIOS_DETALLE } from '../estados/contract.js';
import { SELECT_ENVIO_IDS } from '../codigos/contract.js';

/** Columns that `orden` names; the order of creation is that of the ids. */
const ORDER_COLUMNS: Record<string, string | undefined> = {
  ultimaTraza: 'ultima_traza_en',
  fechaEstimada: 'fecha_estimada',
};

/** Ids that are many for words to have found, and not too many to be named in a statement. */
const MANY = 2_000;

/** Where in a list to read, and how far. */
interface Span {
  after?: Place | undefined;
  limit: number;
}

/** What is read of a list for somebody. */
export interface Stretch extends Span {
  /** Whose envíos alone; everybody's if left out. */
  owner?: Owner | undefined;
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal;
}

/** A row of a list, with the value that it is ordered by. */
type ListRow = ResumenRow & Record<string, string | null>;

/** An envío of a list, and its place in it. */
export interface Listed {
  envio: EnvioResumen;
  place: Place;
}

/** Reads lists of envíos, as pages ask for them and as exports do. */
@Injectable()
export class EnvioLister {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly months: ArchivedMonths,
    private readonly archive: ArchivedLists,
  ) {}

  /**
   * The first envíos of a filter, in its order.
   *
   * @throws {DomainError} `consulta-demasiado-larga`; with the archive `validacion`, `archivo-ocupado`,
   *   `archivo-no-disponible`, `archivo-danado`
   */
  read(filter: EnvioFilter, { signal, owner, ...stretch }: Stretch): Promise<Listed[]> {
    return untilAborted(this.pool, signal, async (client) => {
      const list = new EnvioList(this.pool, client, filter, owner);
      const { codigo, q } = filter;
      const ids = codigo && [await list.idsOf(codigo)];
      const readHot = () =>
        q === undefined ? list.read(stretch, { ids }) : list.search({ ...filter, q }, stretch, ids ?? []);
      if (filter.incluirArchivo !== 'true') return readHot();
      const words = q === undefined ? undefined : await translateWords(client, { ...filter, q });
      const selection = list.select(stretch, { ids, words });
      const [hot, cold] = await this.months.beside(client, archiveSpan(filter), readHot, (archived) =>
        this.archive.read<ListRow>(client, archived, selection, signal),
      );
      return list.merge(hot, cold, stretch.limit);
    });
  }

  /** How far a filter reaches into the archive; null if it does not. */
  reach(filter: EnvioFilter): Promise<AlcanceArchivo | null> {
    if (asksForOpenOnes(filter)) return Promise.resolve(null);
    return this.months.reach(archiveSpan(filter), filter.incluirArchivo === 'true');
  }
}

/** One list, read on one connection. */
class EnvioList {
  private readonly descending: boolean;
  private readonly column: string | undefined;

  constructor(
    private readonly pool: pg.Pool,
    private readonly client: pg.PoolClient,
    private readonly filter: EnvioFilter,
    private readonly owner: Owner | undefined,
  ) {
    this.descending = filter.orden.startsWith('-');
    this.column = ORDER_COLUMNS[filter.orden.replace('-', '')];
  }

  async idsOf(codigos: readonly string[]): Promise<string[]> {
    const { rows } = await this.client.query<{ id: string }>({
      name: 'find-ids',
      text: SELECT_ENVIO_IDS,
      values: [codigos],
    });
    return rows.map(({ id }) => id);
  }

  async read({ after, limit }: Span, found: LookedUp): Promise<Listed[]> {
    const selection = this.select({ after, limit }, found);
    const rows = await readList<ListRow>(this.pool, this.client, ENVIOS_DETALLE, selection);
    return rows.map((row) => this.toListed(row));
  }

  /** What to ask of the read model. */
  select({ after, limit }: Span, found: LookedUp): Selection {
    const { column, descending } = this;
    const where = conditionsOf(this.filter, found, this.owner);
    const columns = { columns: STORED_COLUMNS, computed: CURRENT_NAMES };
    return { ...columns, where, order: { column, descending }, after, limit };
  }

  /** Rows of both places in their order; of one that is in both, the hot one. */
  merge(hot: readonly Listed[], cold: readonly ListRow[], limit: number): Listed[] {
    const known = new Set(hot.map(({ place }) => place.key));
    const others = cold.filter(({ id }) => !known.has(id)).map((row) => this.toListed(row));
    const sign = this.descending ? -1 : 1;
    const compare = (a: string, b: string) => (a < b ? -sign : a > b ? sign : 0);
    return [...hot, ...others]
      .sort(({ place: a }, { place: b }) => {
        if (a.value == null || b.value == null)
          return Number(a.value == null) - Number(b.value == null) || compare(a.key, b.key);
        return compare(a.value, b.value) || compare(a.key, b.key);
      })
      .slice(0, limit);
  }

  private toListed(row: ListRow): Listed {
    return { envio: toResumen(row), place: { value: this.column && row[EXACT_VALUE], key: row.id } };
  }

  /**
   * Words are looked up first, in the order of creation. If they find few, those are all that the rest of the filter is
   * asked of; a list in the order of creation is content with as many as it needs. Where neither is enough, the words are
   * common and the rest of the filter may be rare: then it leads, and each row that it finds is asked for the words.
   */
  async search(
    filter: EnvioFilter & { q: string },
    { after, limit }: Span,
    ids: (readonly string[])[],
  ): Promise<Listed[]> {
    const { descending, column } = this;
    const found: Listed[] = [];
    let behind = after;
    for (const count of column ? [MANY] : [limit, MANY]) {
      const searched = { owner: this.owner, descending, after: column ? undefined : behind, limit: count };
      const some = await searchIds(this.client, filter, searched);
      if (column && some.length === count) break;
      const stretch = { after: column ? after : undefined, limit: limit - found.length };
      if (some.length > 0) found.push(...(await this.read(stretch, { ids: [...ids, some] })));
      const last = some.at(-1);
      if (found.length >= limit || some.length < count || !last) return found;
      behind = { key: last };
    }
    const words = await translateWords(this.client, filter);
    const rest = await this.read({ after: behind, limit: limit - found.length }, { ids, words });
    return [...found, ...rest];
  }
}
