import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { HorarioInput, Previsualizacion } from '../../modules/programaciones/fechas.dto.js';
import { readProgramacion } from '../../modules/programaciones/programacion-row.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { nextFires } from '../../platform/schedules/schedule.js';
import { parseDuration } from '../../platform/validation/duration.js';
import { localTime } from '../../platform/schedules/time-zone.js';
import { GetPrevisualizacionQuery } from './get-previsualizacion.query.js';

const COUNT = 10;

@QueryHandler(GetPrevisualizacionQuery)
export class GetPrevisualizacionHandler implements IQueryHandler<GetPrevisualizacionQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws {DomainError} `recurso-desconocido`; `validacion` unless there is either a cron or a cada */
  async execute({ of, desde }: GetPrevisualizacionQuery): Promise<Previsualizacion> {
    const horario: HorarioInput = typeof of === 'string' ? await readProgramacion(this.pool, of) : of;
    const { cron = null, cada = null } = horario;
    if (typeof of !== 'string' && Boolean(cron) === Boolean(cada))
      throw DomainError.invalid([{ pointer: '#/cron', code: 'cron-o-cada' }]);
    const zona = horario.zona ?? this.config.TRAZO_ZONA;
    const schedule = { cron, everyS: parseDuration(cada) ?? null, zone: zona };
    const fires = nextFires(schedule, desde ? new Date(desde) : new Date(), COUNT);
    return { zona, datos: fires.map((fire) => ({ en: fire.toISOString(), local: localTime(fire, zona) })) };
  }
}
