import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { POOL } from '../../platform/database/tokens.js';
import { EsperaRule } from './espera-rule.js';
import { endWait, listAwaitedAfter } from './esperas.js';

/** Codes of one look. However many wait, a look costs the same, and they all have their turn. */
const BATCH = 1_000;

/** Ends the wait for envíos that will not come any more, because the reservation of their code has expired. */
@Injectable()
export class StaleEsperas {
  private last = '';

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly rule: EsperaRule,
  ) {}

  /** Looks at the next codes, and at the first ones again after the last. */
  async end(): Promise<void> {
    const codigos = await listAwaitedAfter(this.pool, this.last, BATCH);
    this.last = codigos.length < BATCH ? '' : (codigos.at(-1) as string);
    const awaited = await this.rule.findAwaited(this.pool, codigos);
    await endWait(
      this.pool,
      codigos.filter((codigo) => !awaited.has(codigo)),
    );
  }
}
