import { Injectable } from '@nestjs/common';
import type { Person } from '../../../platform/personal/personal-data.js';
import { HoldsPersonalData, type PersonalHolder } from '../../../platform/personal/personal-holder.js';
import { LoginThrottle } from '../sesiones/login-throttle.js';

/** Redis: hashes of an e-mail and of where it was used from. */
@Injectable()
@HoldsPersonalData()
export class AttemptsHolder implements PersonalHolder {
  readonly name = 'intentos';

  constructor(private readonly throttle: LoginThrottle) {}

  async erase({ email, addresses }: Person): Promise<void> {
    if (email !== null) await this.throttle.forget(email, addresses);
  }
}
