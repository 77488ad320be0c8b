import { Injectable } from '@nestjs/common';
import { type Deadline, KeepsDeadline } from '../../../platform/deadlines/deadline.js';

/** Drops tracking pages that have expired. */
@Injectable()
@KeepsDeadline()
export class OldSeguimientos implements Deadline {
  readonly name = 'seguimientos-vencidos';
  readonly table = 'seguimientos';
  readonly column = 'expira_en';
  readonly key = ['id'];
}
