import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';
import { CodigoBook, findUsedCodes } from '../codigos/contract.js';

/** Says for which codes a traza may wait. */
@Injectable()
export class EsperaRule {
  constructor(private readonly codigos: CodigoBook) {}

  /**
   * Among codes that no hot envío had a moment ago those of which one is to be expected: the envío has been created since,
   * or it is archived and can be brought back, or the code is reserved for it. Any other code is a mistake, and whoever got
   * it one day would get a stranger's traza with it.
   */
  async findAwaited(db: Queryable, codigos: readonly string[]): Promise<Set<string>> {
    if (codigos.length === 0) return new Set();
    const known = await findUsedCodes(db, codigos);
    return new Set([...known, ...(await this.codigos.findReserved(db, codigos))]);
  }
}
