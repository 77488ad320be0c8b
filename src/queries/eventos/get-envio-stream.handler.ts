import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { EnvioFinder } from '../../modules/envios/contract.js';
import { EnvioFollower } from '../../modules/eventos/envio-follower.js';
import type { EventoStream } from '../../modules/eventos/evento-stream.js';
import { decodePlace } from '../../modules/eventos/place.js';
import { ownerFor } from '../../platform/access/owner.js';
import { POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Cursors } from '../../platform/http/cursors.js';
import { GetEnvioStreamQuery } from './get-envio-stream.query.js';

@QueryHandler(GetEnvioStreamQuery)
export class GetEnvioStreamHandler implements IQueryHandler<GetEnvioStreamQuery> {
  // The primary: who has just created an envío may follow it, however far behind a replica is.
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly finder: EnvioFinder,
    private readonly follower: EnvioFollower,
    private readonly cursors: Cursors,
  ) {}

  /**
   * @throws {DomainError} `envio-desconocido`, `demasiados-seguidores`, or `validacion` for an id that is none of an event;
   *   all before the stream begins
   */
  async execute(query: GetEnvioStreamQuery): Promise<EventoStream> {
    const { codigo, lastEventId } = query;
    const cursors = await this.cursors.open();
    const last = lastEventId ? decodePlace(cursors, lastEventId, '#/Last-Event-ID') : undefined;
    const envio = await this.finder.find(codigo, ownerFor(query), this.pool);
    if (!envio) throw new DomainError('envio-desconocido', { codigo });
    return this.follower.open({ id: envio.id, codigo }, last);
  }
}
