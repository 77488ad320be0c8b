import { Inject, Injectable } from '@nestjs/common';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
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

  override async *sentTo(email: string): AsyncGenerator<string> {
    for await (const { text } of this.mailsTo(email)) yield text;
  }

  override async forget(email: string): Promise<void> {
    for await (const { file } of this.mailsTo(email)) await rm(file, { force: true });
  }

  private async *mailsTo(email: string): AsyncGenerator<{ file: string; text: string }> {
    const names = await readdir(this.config.TRAZO_CORREO_DIR).catch(noMailbox);
    // Also the beginning of one whose process was killed.
    for (const name of names.filter((each) => /\.eml(\.parte)?$/.test(each)).sort()) {
      const file = join(this.config.TRAZO_CORREO_DIR, name);
      const text = await readFile(file, 'utf8').catch(() => '');
      if (addressOf(text) === email.toLowerCase()) yield { file, text };
    }
  }
}

/** Whom a mail is to; what is no whole mail is to nobody. */
function addressOf(text: string): string | undefined {
  const [head = ''] = text.split('\r\n\r\n');
  return /^To: <?([^\s<>]+)>?\r?$/im.exec(head)?.[1]?.toLowerCase();
}

function noMailbox(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
