import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { EnvioFollower } from '../../modules/eventos/envio-follower.js';
import type { EventoStream } from '../../modules/eventos/evento-stream.js';
import { decodePlace } from '../../modules/eventos/place.js';
import { POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Cursors } from '../../platform/http/cursors.js';
import { GetEnvioStreamQuery } from './get-envio-stream.query.js';
import { SELECT_ENVIO_ID } from '../../modules/codigos/contract.js';

@QueryHandler(GetEnvioStreamQuery)
export class GetEnvioStreamHandler implements IQueryHandler<GetEnvioStreamQuery> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly follower: EnvioFollower,
    private readonly cursors: Cursors,
  ) {}

  /**
   * @throws {DomainError} `envio-desconocido`, `demasiados-seguidores`, or `validacion` for an id that is none of an event;
   *   all before the stream begins
   */
  async execute({ codigo, lastEventId }: GetEnvioStreamQuery): Promise<EventoStream> {
    const cursors = await this.cursors.open();
    const last = lastEventId ? decodePlace(cursors, lastEventId, '#/Last-Event-ID') : undefined;
    const { rows } = await this.pool.query<{ id: string }>({
      name: 'find-envio-id',
      text: SELECT_ENVIO_ID,
      values: [codigo],
    });
    if (!rows[0]) throw new DomainError('envio-desconocido', { codigo });
    return this.follower.open({ id: rows[0].id, codigo }, last);
  }
}
