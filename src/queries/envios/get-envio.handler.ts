import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { EnvioDetalle } from '../../modules/envios/envio.dto.js';
import { EnvioReader } from '../../modules/envios/envio-reader.js';
import { toDetalle } from '../../modules/envios/envio-row.js';
import { GetEnvioQuery } from './get-envio.query.js';

@QueryHandler(GetEnvioQuery)
export class GetEnvioHandler implements IQueryHandler<GetEnvioQuery> {
  constructor(private readonly reader: EnvioReader) {}

  /** @throws {DomainError} `envio-desconocido` */
  async execute({ codigo, input: { al } }: GetEnvioQuery): Promise<EnvioDetalle> {
    return toDetalle(await (al ? this.reader.readAsOf(codigo, al) : this.reader.read(codigo)));
  }
}
