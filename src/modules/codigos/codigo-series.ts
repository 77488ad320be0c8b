import type { Queryable } from '../../platform/database/pool.js';
import { serialOf, SERIALS, codigoOf } from './domain/codigo.js';
import { Permutation } from './domain/permutation.js';

/** A block of codes as it is reserved. */
export interface NewBloque {
  id: string;
  cantidad: number;
  /** Who asks for it. */
  solicitadoPor: string;
  /** RFC 3339; null for one that does not expire. */
  expiraEn: string | null;
}

/** Where a block stands in the order of codes. */
export interface BloquePlace {
  desde: number;
  cantidad: number;
  pais: string;
}

const FIND_ORDER = 'SELECT clave, desde FROM orden_codigos';

const NEXT_PLACES = `SELECT nextval('lugar_codigos') AS place FROM generate_series(1, $1)`;

// Blocks stand one behind the other; two that are reserved at the same moment take turns.
const TAKE_TURN = 'LOCK TABLE bloques_codigos IN SHARE ROW EXCLUSIVE MODE';

// $1: id, $2: the first place there is for blocks, $3: codes, $4: country, $5: who asks, $6: expiry. Nothing is written when
// there are not so many places left before $7.
const INSERT_BLOQUE = `
  INSERT INTO bloques_codigos (id, desde, cantidad, pais, solicitado_por, vence_en)
  SELECT $1, place, $3::int, $4, $5, $6
  FROM (SELECT coalesce(max(desde + cantidad), $2) AS place FROM bloques_codigos) b
  WHERE place + $3::int <= $7
  RETURNING desde, cantidad, pais`;

// $1, $2: places and countries of codes, in step. Answers the indexes of those in a block that has not expired: in the last
// one that begins before them, if they are in any.
const FIND_RESERVED = `
  SELECT c.index - 1 AS index
  FROM unnest($1::bigint[], $2::text[]) WITH ORDINALITY AS c (place, pais, index)
  CROSS JOIN LATERAL (SELECT * FROM bloques_codigos WHERE desde <= c.place ORDER BY desde DESC LIMIT 1) b
  WHERE c.place < b.desde + b.cantidad AND b.pais = c.pais AND (b.vence_en IS NULL OR b.vence_en > now())`;

/** The order in which serial numbers are given out, from the first that never was. */
class Order {
  readonly #from: number;
  readonly #permutation: Permutation;

  constructor(key: Buffer, from: number) {
    this.#from = from;
    this.#permutation = new Permutation(key, SERIALS - from);
  }

  /** Places of envíos that bring no code come before this one, those of blocks from here on. */
  get middle(): number {
    return Math.floor((SERIALS - this.#from) / 2);
  }

  get end(): number {
    return SERIALS - this.#from;
  }

  codigoAt(place: number, country: string): string {
    return codigoOf(this.#from + this.#permutation.at(place), country);
  }

  /** Where a code stands; undefined for one of the time before this order. */
  placeOf(codigo: string): number | undefined {
    const serial = serialOf(codigo);
    return serial === undefined || serial < this.#from
      ? undefined
      : this.#permutation.placeOf(serial - this.#from);
  }
}

/** Gives codes out: for envíos as they are created, and blocks for labels that are printed beforehand. */
export class CodigoSeries {
  readonly #country: string;
  #order: Promise<Order> | undefined;

  /** @param country - ISO 3166-1 alpha-2, the end of every code. */
  constructor(country: string) {
    this.#country = country;
  }

  /**
   * New codes, that nobody can tell from one another's.
   *
   * @throws what PostgreSQL says (SQLSTATE 2200H) when they are used up
   */
  async next(db: Queryable, count: number): Promise<string[]> {
    if (count === 0) return [];
    const order = await this.#readOrder(db);
    const { rows } = await db.query<{ place: number | string }>(NEXT_PLACES, [count]);
    return rows.map(({ place }) => order.codigoAt(Number(place), this.#country));
  }

  /** Reserves a block, inside the caller's transaction; undefined when there are not as many left. */
  async reserve(db: Queryable, bloque: NewBloque): Promise<BloquePlace | undefined> {
    const { middle, end } = await this.#readOrder(db);
    await db.query(TAKE_TURN);
    const { id, cantidad, solicitadoPor, expiraEn } = bloque;
    const values = [id, middle, cantidad, this.#country, solicitadoPor, expiraEn, end];
    return (await db.query<BloquePlace>(INSERT_BLOQUE, values)).rows[0];
  }

  /** The codes of a block. */
  async codigosOf(db: Queryable, { desde, cantidad, pais }: BloquePlace): Promise<string[]> {
    const order = await this.#readOrder(db);
    return Array.from({ length: cantidad }, (_, index) => order.codigoAt(desde + index, pais));
  }

  /** Which of these codes are reserved, whether or not an envío has them by now. */
  async findReserved(db: Queryable, codigos: readonly string[]): Promise<Set<string>> {
    if (codigos.length === 0) return new Set();
    const order = await this.#readOrder(db);
    const placed = codigos.flatMap((codigo) => {
      const place = order.placeOf(codigo);
      return place === undefined || place < order.middle ? [] : [{ codigo, place }];
    });
    if (placed.length === 0) return new Set();
    const { rows } = await db.query<{ index: number }>({
      name: 'find-reserved',
      text: FIND_RESERVED,
      values: [placed.map(({ place }) => place), placed.map(({ codigo }) => codigo.slice(-2))],
    });
    return new Set(rows.map(({ index }) => (placed[index] as { codigo: string }).codigo));
  }

  /** It never changes. */
  #readOrder(db: Queryable): Promise<Order> {
    this.#order ??= db
      .query<{ clave: Buffer; desde: number | string }>(FIND_ORDER)
      .then(({ rows: [row] }) => {
        if (!row) throw new Error('orden_codigos has no row');
        return new Order(row.clave, Number(row.desde));
      })
      .catch((error: unknown) => {
        this.#order = undefined;
        throw error;
      });
    return this.#order;
  }
}
