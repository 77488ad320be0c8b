import { Query } from '@nestjs/cqrs';
import type { Dispositivo } from '../../modules/dispositivos/dispositivo.dto.js';

/** A device: when it was seen, and how its clock is. */
export class GetDispositivoQuery extends Query<Dispositivo> {
  constructor(readonly id: string) {
    super();
  }
}
