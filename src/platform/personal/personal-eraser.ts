import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { POOL } from '../database/tokens.js';
import { EVERYTHING } from '../read-models/policy.js';
import { readModels } from '../read-models/read-model.js';
import { refreshReadModel } from '../read-models/refresh.js';
import { type Person, personalData, valueOf } from './personal-data.js';
import type { PersonalRun } from './personal-holder.js';
import { PersonalHolders } from './personal-holders.js';

/** Erases everything that we hold of a person. Safe to repeat, and to go on with where it broke off. */
@Injectable()
export class PersonalEraser {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly holders: PersonalHolders,
  ) {}

  /**
   * @param whole - Whether also what goes last.
   * @throws what came in its way; then something may be left.
   */
  async erase(person: Person, run: PersonalRun, whole: boolean): Promise<void> {
    await this.eraseTables(person, run, false);
    for (const holder of this.holders.all()) {
      await run.checkpoint();
      await holder.erase(person, run);
    }
    // Until it is refreshed the base of a read model has what its rows were before.
    for (const model of readModels.all())
      await refreshReadModel(this.pool, model, EVERYTHING, () => run.checkpoint());
    if (whole) await this.eraseTables(person, run, true);
  }

  private async eraseTables(person: Person, run: PersonalRun, last: boolean): Promise<void> {
    for (const { by, erase = [], last: goesLast = false } of personalData.all()) {
      const value = valueOf(person, by);
      if (goesLast !== last || value === undefined) continue;
      await run.checkpoint();
      for (const sql of erase) await this.pool.query(sql, [value]);
    }
  }
}
