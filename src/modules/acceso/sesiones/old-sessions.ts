import { Injectable } from '@nestjs/common';
import { type Deadline, KeepsDeadline } from '../../../platform/deadlines/deadline.js';

/** Drops sessions that have been over for a while, with their refresh tokens. */
@Injectable()
@KeepsDeadline()
export class OldSessions implements Deadline {
  readonly name = 'sesiones-pasadas';
  readonly table = 'sesiones';
  readonly column = 'borrar_en';
  readonly key = ['id'];
}
