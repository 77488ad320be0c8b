import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { Principals } from '../../platform/access/principals.js';
import { POOL } from '../../platform/database/tokens.js';
import { type Errand, type ErrandWorker, WorksErrands } from '../../platform/errands/errand-worker.js';
import { Mail } from '../../platform/mail/mail.js';
import { NOTICE } from './subscriptions.js';
import type { Razon } from './webhook.dto.js';

const READ = 'SELECT url, principal FROM webhooks WHERE id = $1 AND razon = $2';

const WHY: Record<Razon, string> = {
  'respondio-410': 'respondió 410: ya no quiere recibir nada',
  'sin-respuesta': 'nada llegó a él en cinco días',
  'sin-derechos': 'quien lo creó ya no puede leer eventos',
};

/** Tells the owner of a webhook that it was turned off, if he has an address. */
@Injectable()
@WorksErrands()
export class NoticeWorker implements ErrandWorker {
  readonly kind = NOTICE;

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(Principals) private readonly principals: Principals,
    private readonly mail: Mail,
  ) {}

  async run({ destination: id, body }: Errand): Promise<void> {
    const razon = body['razon'] as Razon;
    const { rows } = await this.pool.query<{ url: string; principal: string }>(READ, [id, razon]);
    const [webhook] = rows;
    if (!webhook) return;
    const principal = (await this.principals.find(this.pool, [webhook.principal])).get(webhook.principal);
    if (!principal?.email) return;
    await this.mail.send({
      to: principal.email,
      subject: 'Un webhook se apagó',
      text: [
        `El webhook ${id}, ${webhook.url}, se apagó: ${WHY[razon]}.`,
        '',
        `Para volver a encenderlo: PATCH /v1/webhooks/${id} con { "activo": true }.`,
        'Lo que pasó mientras tanto se envía de nuevo con POST /v1/webhooks/<id>/reenvio.',
      ].join('\n'),
    });
  }
}
