import { Injectable } from '@nestjs/common';
import { Mail } from '../../../platform/mail/mail.js';
import type { Person } from '../../../platform/personal/personal-data.js';
import { HoldsPersonalData, type PersonalHolder } from '../../../platform/personal/personal-holder.js';

/** Mails that were sent to somebody and are still here. */
@Injectable()
@HoldsPersonalData()
export class MailHolder implements PersonalHolder {
  readonly name = 'correos';

  constructor(private readonly mail: Mail) {}

  async *read({ email }: Person): AsyncGenerator<object> {
    if (email === null) return;
    for await (const texto of this.mail.sentTo(email)) yield { texto };
  }

  async erase({ email }: Person): Promise<void> {
    if (email !== null) await this.mail.forget(email);
  }
}
