import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { EnvioDetalle } from '../../modules/envios/envio.dto.js';
import { EnvioReader } from '../../modules/envios/envio-reader.js';
import { toDetalle } from '../../modules/envios/envio-row.js';
import { countOf } from '../../modules/envios/historial-field.js';
import { ownerFor } from '../../platform/access/owner.js';
import { GetEnvioQuery } from './get-envio.query.js';

/** Trazas that a detail shows by itself. */
const HISTORIAL = 100;

@QueryHandler(GetEnvioQuery)
export class GetEnvioHandler implements IQueryHandler<GetEnvioQuery> {
  constructor(private readonly reader: EnvioReader) {}

  /** @throws {DomainError} `envio-desconocido` */
  async execute(query: GetEnvioQuery): Promise<EnvioDetalle> {
    const { codigo, input } = query;
    const { al, historial, tipo } = input;
    const owner = ownerFor(query);
    if (historial === undefined && tipo === undefined)
      return toDetalle(
        await (al ? this.reader.readAsOf(codigo, owner, al) : this.reader.read(codigo, owner)),
      );
    const asked = { tipo, al, limit: historial === undefined ? HISTORIAL : countOf(historial) };
    if (!al) return toDetalle(await this.reader.readWith(codigo, owner, asked));
    const row = await this.reader.readAsOf(codigo, owner, al);
    const trazas = asked.limit === 0 ? [] : await this.reader.listTrazas(codigo, owner, asked);
    return toDetalle({ ...row, historial: trazas });
  }
}
