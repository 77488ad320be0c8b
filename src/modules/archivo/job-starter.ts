import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type pg from 'pg';
import type { RequestContext } from '../../platform/access/request-context.js';
import { POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { type Ejecucion, StartEjecucionCommand } from '../programaciones/contract.js';

// The programación of this kind that the program brings along; whatever an operator made of it.
const FIND = 'SELECT id FROM programaciones WHERE semilla = $1';

/** Sets jobs of the archive going. */
@Injectable()
export class JobStarter {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly commands: CommandBus,
  ) {}

  /** @throws {DomainError} `recurso-desconocido` when no worker has ever run, so that there is nobody to do it */
  async start(
    job: 'archivado' | 'restauracion' | 'purga',
    parametros: object,
    simulacro: boolean | null | undefined,
    context: RequestContext,
  ): Promise<Ejecucion> {
    const { rows } = await this.pool.query<{ id: string }>(FIND, [job]);
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'programación', id: job });
    const run = { simulacro: simulacro ?? false, parametros };
    return this.commands.execute(new StartEjecucionCommand(rows[0].id, run, context));
  }
}
