import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { pickFields } from '../../modules/envios/envio-fields.js';
import { EnvioLister } from '../../modules/envios/envio-lister.js';
import { ownerFor } from '../../platform/access/owner.js';
import { isExactInstant } from '../../platform/database/instants.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Place } from '../../platform/read-models/read-list.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListEnviosQuery, type PageOfEnvios } from './list-envios.query.js';

/** Key and value of a place; in the order of creation there is no value, which JSON writes as null. */
type Parts = readonly [key: string, value: Place['value']];

const SHAPES = [isUuid, (value: unknown) => value === null || isExactInstant(value)];

@QueryHandler(ListEnviosQuery)
export class ListEnviosHandler implements IQueryHandler<ListEnviosQuery> {
  constructor(
    private readonly lister: EnvioLister,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `validacion` for a cursor of another list, `consulta-demasiado-larga` */
  async execute(query: ListEnviosQuery): Promise<PageOfEnvios> {
    const { input, context } = query;
    const { limit, cursor, campos, ...filter } = input;
    const list = ['envios', Object.entries(filter).sort()];
    const cursors = await this.cursors.open(context.actor);
    const [key, value] = cursor ? cursors.decode<Parts>(list, cursor, SHAPES) : [];
    const after = key === undefined ? undefined : { key, value };
    const [rows, archivo] = await Promise.all([
      this.lister.read(input, { after, limit: limit + 1, owner: ownerFor(query), signal: context.gone }),
      this.lister.reach(input),
    ]);
    const { datos, siguiente } = cursors.page(rows, limit, list, ({ place }) => [place.key, place.value]);
    return { datos: datos.map(({ envio }) => pickFields(envio, campos)), archivo, siguiente };
  }
}
