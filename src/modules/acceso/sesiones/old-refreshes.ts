import { Injectable } from '@nestjs/common';
import { type Deadline, KeepsDeadline } from '../../../platform/deadlines/deadline.js';

/** Drops refresh tokens that have been worthless for so long that nobody needs to recognise them. */
@Injectable()
@KeepsDeadline()
export class OldRefreshes implements Deadline {
  readonly name = 'refrescos-pasados';
  readonly table = 'sesion_refrescos';
  readonly column = 'borrar_en';
  readonly key = ['huella'];
}
