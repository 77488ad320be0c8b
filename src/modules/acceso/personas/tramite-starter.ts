import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { POOL } from '../../../platform/database/tokens.js';
import { inTransaction } from '../../../platform/database/transaction.js';
import { Afterwards } from '../../../platform/lifecycle/afterwards.js';
import { JobLauncher } from '../../programaciones/contract.js';

/** Has a worker look at the trámites now. The clock does it too, some minutes later: nothing waits for ever. */
@Injectable()
export class TramiteStarter {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly jobs: JobLauncher,
    private readonly afterwards: Afterwards,
  ) {}

  /** Call it after the commit. */
  start(): void {
    this.afterwards.run('trámites', async () => {
      await this.jobs.launching((launch) =>
        inTransaction(this.pool, (db) => launch(db, 'tramites', {}, 'sistema')),
      );
    });
  }
}
