import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Redis } from 'ioredis';
import type pg from 'pg';
import type { Replica } from '../database/replica.js';
import { PRIMARY_READ_POOL, REPLICA } from '../database/tokens.js';
import { DomainError } from '../errors/domain-error.js';
import { HttpDrain } from '../http/http-drain.js';
import { REDIS } from '../queues/queues.module.js';

/** What an orchestrator asks: alive, started, ready for requests. */
@ApiTags('salud')
@Controller('health')
export class HealthController {
  constructor(
    private readonly drain: HttpDrain,
    @Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool,
    @Inject(REPLICA) private readonly replica: Replica | null,
    @Inject(REDIS) private readonly redis: Redis,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'El proceso responde' })
  live() {
    return { estado: 'vivo' };
  }

  @Get('startup')
  @ApiOperation({ summary: 'El proceso terminó de arrancar' })
  startup() {
    return this.ready();
  }

  /** @throws {DomainError} a 503 that says what is away. */
  @Get('ready')
  @ApiOperation({ summary: 'PostgreSQL y Redis responden; `avisos` dice qué falta sin que haga falta' })
  async ready() {
    if (this.drain.stopping) throw new DomainError('deteniendose');
    await this.pool.query('SELECT 1');
    await this.redis.ping().catch((cause: unknown) => {
      throw new DomainError('cola-no-disponible', {}, [], cause);
    });
    // Not fatal: then the primary is read.
    const away = this.replica !== null && !(await this.replica.isThere());
    return { estado: 'listo', ...(away && { avisos: ['replica-no-disponible'] }) };
  }
}
