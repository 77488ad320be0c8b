import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { type ListComerciosInput, positionOf } from '../../modules/catalogo/comercios/comercio-filter.dto.js';
import {
  COMERCIO_COLUMNS,
  type ComercioRow,
  openSql,
  toComercio,
} from '../../modules/catalogo/comercios/comercio-row.js';
import type { Comercio } from '../../modules/catalogo/comercios/comercio.dto.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Conditions } from '../../modules/catalogo/conditions.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListComerciosQuery } from './list-comercios.query.js';

/** Metres of a degree of latitude, rounded down: a box of so many degrees has all of the circle in it. */
const METRES_A_DEGREE = 111_000;

const TEXT = `nombre || ' ' || coalesce(cocina, '') || ' ' || coalesce(descripcion, '') || ' ' || ciudad`;

@QueryHandler(ListComerciosQuery)
export class ListComerciosHandler implements IQueryHandler<ListComerciosQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `validacion` for a cursor of another list, or an order by distance from nowhere */
  async execute({ input }: ListComerciosQuery): Promise<Page<Comercio>> {
    const { limit, cursor, orden = '-creado', ...filter } = input;
    const place = input.cerca === undefined ? undefined : positionOf(input.cerca);
    const byDistance = orden === 'distancia';
    if (byDistance && !place) throw DomainError.invalid([{ pointer: '#/cerca', code: 'requerido' }]);
    const list = ['comercios', orden, filter];
    const cursors = await this.cursors.open();
    const after = cursor
      ? cursors.decode<[number, string]>(list, cursor, [(value) => typeof value === 'number', isUuid])
      : undefined;
    const where = conditionsOf(input, place);
    const distance = place
      ? `distancia_m(lat, lon, ${where.parameter(place[0])}, ${where.parameter(place[1])})`
      : '0::double precision';
    if (place) where.add(`${distance} <= ${where.parameter(input.radioM)}`);
    if (after && byDistance)
      where.add(`(${distance}, id) > (${where.parameter(after[0])}, ${where.parameter(after[1])}::uuid)`);
    else if (after) where.add(`id < ${where.parameter(after[1])}`);
    const { rows } = await this.pool.query<ComercioRow>(
      `SELECT ${COMERCIO_COLUMNS}${place ? `, ${distance} AS distancia_m` : ''} FROM comercios ${where.sql()}
       ORDER BY ${byDistance ? `${distance}, id` : 'id DESC'} LIMIT ${where.parameter(limit + 1)}`,
      where.values,
    );
    const page = cursors.page(rows, limit, list, (row) => [row.distancia_m ?? 0, row.id]);
    return { ...page, datos: page.datos.map(toComercio) };
  }
}

function conditionsOf(input: ListComerciosInput, place: [number, number] | undefined): Conditions {
  const where = new Conditions();
  where.words(TEXT, input.q);
  where.equal('cocina', input.cocina);
  where.equal('tipo', input.tipo);
  if (input.abierto) where.add(`${openSql('now()')} IS ${input.abierto === 'true' ? '' : 'NOT '}TRUE`);
  if (!place) return where;
  const [lat, lon] = place;
  const reach = input.radioM / METRES_A_DEGREE;
  where.add(`lat BETWEEN ${where.parameter(lat - reach)} AND ${where.parameter(lat + reach)}`);
  // Degrees of longitude are shorter further from the equator; at the poles a box by longitude holds nothing together.
  const narrowest = Math.cos((Math.min(90, Math.abs(lat) + reach) * Math.PI) / 180);
  const wide = reach / narrowest;
  if (Math.abs(lon) + wide < 180)
    where.add(`lon BETWEEN ${where.parameter(lon - wide)} AND ${where.parameter(lon + wide)}`);
  return where;
}
