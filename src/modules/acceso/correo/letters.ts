import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { publicUrl } from '../../../platform/config/public-url.js';
import { POOL } from '../../../platform/database/tokens.js';
import { inTransaction } from '../../../platform/database/transaction.js';
import { Mail } from '../../../platform/mail/mail.js';
import type { UsuarioRow } from '../usuarios/usuario-row.js';
import { issueFicha, type Uso } from './fichas.js';

interface Letter {
  subject: string;
  text: (link: string) => string;
}

const LETTERS: Record<Uso, Record<'es' | 'en', Letter>> = {
  recuperacion: {
    es: {
      subject: 'Cambie su clave',
      text: (link) =>
        `Para elegir otra clave abra este enlace antes de una hora:\n\n${link}\n\nSi no lo pidió, no haga nada: su clave sigue igual.\n`,
    },
    en: {
      subject: 'Change your password',
      text: (link) =>
        `To choose another password, open this link within an hour:\n\n${link}\n\nIf you did not ask for it, do nothing: your password stays as it is.\n`,
    },
  },
  confirmacion: {
    es: {
      subject: 'Confirme su correo',
      text: (link) =>
        `Para confirmar que este correo es suyo abra este enlace antes de una hora:\n\n${link}\n`,
    },
    en: {
      subject: 'Confirm your e-mail',
      text: (link) => `To confirm that this e-mail is yours, open this link within an hour:\n\n${link}\n`,
    },
  },
};

/** Mails somebody a token. */
@Injectable()
export class Letters {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(CONFIG) private readonly config: Config,
    private readonly mail: Mail,
  ) {}

  /** The token stands behind `#`: a browser sends that part of an address to nobody. */
  async send({ id, email, idioma }: Pick<UsuarioRow, 'id' | 'email' | 'idioma'>, uso: Uso): Promise<void> {
    if (!email) return;
    const token = await inTransaction(this.pool, (db) => issueFicha(db, id, uso));
    const { subject, text } = LETTERS[uso][idioma === 'en' ? 'en' : 'es'];
    await this.mail.send({
      to: email,
      subject,
      text: text(publicUrl(this.config, `/${uso}#token=${token}`)),
    });
  }
}
