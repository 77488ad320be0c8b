import { Inject, Injectable } from '@nestjs/common';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { CONFIG, type Config } from '../config/config.js';
import { uuidV7 } from '../database/uuid-v7.js';
import { Mail, type MailMessage } from './mail.js';

const FROM = 'Trazo <no-responder@localhost>';

/** A mailbox in a directory: one file (RFC 5322) a mail, which nobody but us reads. */
@Injectable()
export class Mailbox extends Mail {
  private readonly composer = createTransport({ streamTransport: true, buffer: true });

  constructor(@Inject(CONFIG) private readonly config: Config) {
    super();
  }

  override async send(message: MailMessage): Promise<void> {
    const { message: text } = await this.composer.sendMail({ from: FROM, ...message });
    const directory = this.config.TRAZO_CORREO_DIR;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const file = join(directory, `${uuidV7()}.eml`);
    // Under its name it is whole.
    await writeFile(`${file}.parte`, text as Buffer, { mode: 0o600 });
    await rename(`${file}.parte`, file);
  }
}
