import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { pickFields } from '../../modules/envios/envio-fields.js';
import { EnvioLister } from '../../modules/envios/envio-lister.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { decodeCursor, pageOf } from '../../platform/http/page.js';
import type { Place } from '../../platform/read-models/read-list.js';
import { isUuid } from '../../platform/validation/fields.js';
import { parseInstant } from '../../platform/validation/instant.js';
import { ListEnviosQuery, type PageOfEnvios } from './list-envios.query.js';

@QueryHandler(ListEnviosQuery)
export class ListEnviosHandler implements IQueryHandler<ListEnviosQuery> {
  constructor(private readonly lister: EnvioLister) {}

  /** @throws {DomainError} `validacion` for a cursor of another list, `consulta-demasiado-larga` */
  async execute({ input, gone }: ListEnviosQuery): Promise<PageOfEnvios> {
    const { limit, cursor, campos, ...filter } = input;
    const list = ['envios', Object.entries(filter).sort()];
    const after = cursor ? toPlace(decodeCursor(list, cursor)) : undefined;
    const [rows, archivo] = await Promise.all([
      this.lister.read(input, { after, limit: limit + 1, signal: gone }),
      this.lister.reach(input),
    ]);
    const { datos, siguiente } = pageOf(rows, limit, list, ({ place: { key, value } }) => [key, value]);
    return { datos: datos.map(({ envio }) => pickFields(envio, campos)), archivo, siguiente };
  }
}

function toPlace([key, value]: unknown[]): Place {
  const known = value == null || parseInstant(value) !== undefined;
  if (!isUuid(key) || !known) throw DomainError.invalid([{ pointer: '#/cursor', code: 'cursor' }]);
  return { key: key as string, value: value as Place['value'] };
}
