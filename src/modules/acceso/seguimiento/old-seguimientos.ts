import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../platform/database/pool.js';
import { type Deadline, KeepsDeadline } from '../../../platform/deadlines/deadline.js';

const DROP = 'DELETE FROM seguimientos WHERE id = ANY ($1)';

/** Drops tracking pages that have expired. */
@Injectable()
@KeepsDeadline()
export class OldSeguimientos implements Deadline<{ id: string }> {
  readonly name = 'seguimientos-vencidos';
  readonly table = 'seguimientos';
  readonly column = 'expira_en';
  readonly key = ['id'];

  async due(rows: readonly { id: string }[], db: Queryable): Promise<void> {
    await db.query(DROP, [rows.map(({ id }) => id)]);
  }
}
