import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../platform/database/pool.js';
import { type Deadline, KeepsDeadline } from '../../../platform/deadlines/deadline.js';

const DROP = 'DELETE FROM sesion_refrescos WHERE huella = ANY ($1)';

/** Drops refresh tokens that have been worthless for so long that nobody needs to recognise them. */
@Injectable()
@KeepsDeadline()
export class OldRefreshes implements Deadline<{ huella: Buffer }> {
  readonly name = 'refrescos-pasados';
  readonly table = 'sesion_refrescos';
  readonly column = 'borrar_en';
  readonly key = ['huella'];

  async due(rows: readonly { huella: Buffer }[], db: Queryable): Promise<void> {
    await db.query(DROP, [rows.map(({ huella }) => huella)]);
  }
}
