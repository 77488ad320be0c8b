import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { Owner } from '../../platform/access/owner.js';
import { POOL } from '../../platform/database/tokens.js';
import { ArchivedEnvios } from '../archivo/contract.js';
import { findUsedCodes } from '../codigos/contract.js';
import { findTransportistas } from './envio-lock.js';

/** Says for envíos of which codes somebody may post trazas. */
@Injectable()
export class PostableCodes {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly archivados: ArchivedEnvios,
  ) {}

  /**
   * Of these codes those that an envío has, archived or not, for which he may post.
   *
   * @param owner - Undefined for who may post for all of them.
   * @throws {DomainError} `archivo-ocupado`, `archivo-no-disponible`, `archivo-danado`
   */
  async among(codigos: readonly string[], owner: Owner | undefined): Promise<Set<string>> {
    const own = owner?.transportistaId;
    if (own === undefined) return findUsedCodes(this.pool, codigos);
    const owners = await findTransportistas(this.pool, codigos);
    const untold = [...owners].filter(([, transportistaId]) => transportistaId === null);
    const archived = await this.archivados.transportistasOf(untold.map(([codigo]) => codigo));
    const found = [...owners].filter(
      ([codigo, transportistaId]) => (transportistaId ?? archived.get(codigo)) === own,
    );
    return new Set(found.map(([codigo]) => codigo));
  }
}
