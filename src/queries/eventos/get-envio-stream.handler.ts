import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { EnvioFinder } from '../../modules/envios/contract.js';
import { EnvioFollower } from '../../modules/eventos/envio-follower.js';
import type { EventoStream } from '../../modules/eventos/evento-stream.js';
import { decodePlace } from '../../modules/eventos/place.js';
import { ownerFor } from '../../platform/access/owner.js';
import { POOL } from '../../platform/database/tokens.js';
import { Cursors } from '../../platform/http/cursors.js';
import { GetEnvioStreamQuery } from './get-envio-stream.query.js';

@QueryHandler(GetEnvioStreamQuery)
export class GetEnvioStreamHandler implements IQueryHandler<GetEnvioStreamQuery> {
  constructor(
    // The primary: who has just created an envío may follow it, however far behind a replica is.
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
    const { id } = await this.finder.findOrThrow(codigo, ownerFor(query), this.pool);
    return this.follower.open({ id, codigo }, last);
  }
}
