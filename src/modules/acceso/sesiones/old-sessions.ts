import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../platform/database/pool.js';
import { type Deadline, KeepsDeadline } from '../../../platform/deadlines/deadline.js';

const DROP = 'DELETE FROM sesiones WHERE id = ANY ($1)';

/** Drops sessions that have been over for a while, with their refresh tokens. */
@Injectable()
@KeepsDeadline()
export class OldSessions implements Deadline<{ id: string }> {
  readonly name = 'sesiones-pasadas';
  readonly table = 'sesiones';
  readonly column = 'borrar_en';
  readonly key = ['id'];

  async due(rows: readonly { id: string }[], db: Queryable): Promise<void> {
    await db.query(DROP, [rows.map(({ id }) => id)]);
  }
}
