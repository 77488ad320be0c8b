import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { POOL } from '../../platform/database/tokens.js';
import { EsperaRule } from './espera-rule.js';

/** Codes of one look. However many wait, a look costs the same, and they all have their turn. */
const BATCH = 1_000;

// $1: the code behind which to go on, $2: codes at most.
const LIST = `
  SELECT DISTINCT codigo FROM trazas_en_espera WHERE codigo > $1 AND vence_en > now() ORDER BY codigo LIMIT $2`;

// $1: codes.
const END = 'UPDATE trazas_en_espera SET vence_en = now() WHERE codigo = ANY ($1) AND vence_en > now()';

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
    const { rows } = await this.pool.query<{ codigo: string }>(LIST, [this.last, BATCH]);
    const codigos = rows.map(({ codigo }) => codigo);
    this.last = codigos.length < BATCH ? '' : (codigos.at(-1) as string);
    const awaited = await this.rule.findAwaited(this.pool, codigos);
    const stale = codigos.filter((codigo) => !awaited.has(codigo));
    if (stale.length > 0) await this.pool.query(END, [stale]);
  }
}
