import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Redis } from 'ioredis';
import type pg from 'pg';
import { CONFIG, type Config } from '../config/config.js';
import type { Replica } from '../database/replica.js';
import { PRIMARY_READ_POOL, REPLICA } from '../database/tokens.js';
import { DomainError } from '../errors/domain-error.js';
import { Reads } from '../http/api-docs.js';
import { HttpDrain } from '../http/http-drain.js';
import { Backpressure } from '../queues/backpressure.js';
import { REDIS } from '../queues/queues.module.js';
import { isRefreshOverdue } from '../read-models/overdue.js';
import { type Aviso, Disponibilidad, Vida } from './salud.dto.js';
import { Open } from '../access/runs.js';

/** What an orchestrator asks: alive, started, ready for requests. */
@ApiTags('salud')
@Controller('health')
export class HealthController {
  constructor(
    private readonly drain: HttpDrain,
    @Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool,
    @Inject(REPLICA) private readonly replica: Replica | null,
    @Inject(REDIS) private readonly redis: Redis,
    private readonly backpressure: Backpressure,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('live')
  @Open()
  @Reads({ summary: 'El proceso responde', answer: Vida })
  live(): Vida {
    return { estado: 'vivo' };
  }

  @Get('startup')
  @Open()
  @Reads({ summary: 'El proceso terminó de arrancar', answer: Disponibilidad })
  startup(): Promise<Disponibilidad> {
    return this.ready();
  }

  /** @throws {DomainError} a 503 that says what is away. */
  @Get('ready')
  @Open()
  @Reads({
    summary: 'PostgreSQL y Redis responden; `avisos` dice qué falta sin que haga falta',
    answer: Disponibilidad,
  })
  async ready(): Promise<Disponibilidad> {
    if (this.drain.stopping) throw new DomainError('deteniendose');
    await this.pool.query('SELECT 1');
    await this.redis.ping().catch((cause: unknown) => {
      throw this.backpressure.away(cause);
    });
    // Not fatal: then the primary is read, and a queue that is closed opens by itself.
    const away = this.replica !== null && !(await this.replica.isThere());
    const closed = this.backpressure.closed().map((queue): Aviso => `cola-${queue}-cerrada`);
    const avisos: Aviso[] = [...(away ? (['replica-no-disponible'] as const) : []), ...closed];
    // Then reads become slower by and by.
    if (await isRefreshOverdue(this.pool, this.config.TRAZO_REFRESCO_EDAD_MINUTOS))
      avisos.push('refresco-atrasado');
    return { estado: 'listo', ...(avisos.length > 0 && { avisos }) };
  }
}
