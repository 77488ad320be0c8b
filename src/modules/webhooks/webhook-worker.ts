import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type Owner, owns } from '../../platform/access/owner.js';
import { Principals } from '../../platform/access/principals.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { type Errand, type ErrandWorker, WorksErrands } from '../../platform/errands/errand-worker.js';
import { Errands } from '../../platform/errands/errands.js';
import { type Evento, readableBy } from '../eventos/contract.js';
import { DeliveryLog } from './delivery-log.js';
import { ATTEMPTS, pauseAfter } from './domain/pauses.js';
import { DELIVERY, Subscriptions } from './subscriptions.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { type Delivery, WebhookSender } from './webhook-sender.js';

const GONE = 410;

/** Deliveries at a time, of one process and to one receiver. Most of them wait. */
const PARALLEL = 256;
const PER_WEBHOOK = 8;

const READ = `SELECT url, principal, falla_desde IS NOT NULL AS failing FROM webhooks WHERE id = $1 AND activo`;

/** Nothing got through for so long: the receiver was away. If less, it did not like one event. */
const AWAY = '1 minute';

const THROUGH = `
  UPDATE webhooks w SET falla_desde = NULL FROM webhooks before
  WHERE w.id = $1 AND before.id = w.id AND w.falla_desde IS NOT NULL
  RETURNING before.falla_desde < now() - interval '${AWAY}' AS "wasAway"`;

/** Nothing got through for so long: nobody looks after it any more. */
const GIVEN_UP = '5 days';

const FAILED = `
  UPDATE webhooks SET falla_desde = coalesce(falla_desde, now()) WHERE id = $1
  RETURNING falla_desde < now() - interval '${GIVEN_UP}' AS "givenUp"`;

interface Target {
  url: string;
  principal: string;
  failing: boolean;
}

/** A delivery that did not get through. */
class NotDelivered extends Error {
  constructor(readonly delivery: Delivery) {
    super(delivery.error ?? '');
  }
}

/** Delivers events to webhooks. */
@Injectable()
@WorksErrands()
export class WebhookWorker implements ErrandWorker {
  readonly kind = DELIVERY;
  readonly parallel = PARALLEL;
  readonly perDestination = PER_WEBHOOK;
  readonly attempts = ATTEMPTS;

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(Principals) private readonly principals: Principals,
    private readonly sender: WebhookSender,
    private readonly secrets: WebhookSecrets,
    private readonly log: DeliveryLog,
  ) {}

  backoffS(tries: number, error: unknown): number {
    const asked = error instanceof NotDelivered ? error.delivery.retryAfterS : 0;
    return pauseAfter(tries, asked, Math.random());
  }

  /** @throws {NotDelivered} when it is to be tried again. What goes to a webhook that is off is done with. */
  async run({ destination: id, body, tries }: Errand, signal: AbortSignal): Promise<void> {
    const { rows } = await this.pool.query<Target>({ name: 'webhook-destino', text: READ, values: [id] });
    const [target] = rows;
    if (!target) return;
    const evento = body['evento'] as Evento;
    const readable = await this.readableNow(target);
    if (!readable) {
      await inTransaction(this.pool, (db) => Subscriptions.turnOff(db, [id], 'sin-derechos'));
      return;
    }
    // What was his when it happened may not be his any more.
    if (!owns(readable.owner, body['owners'] as Owner)) return;
    const secrets = await this.secrets.read(this.pool, id);
    const delivery = await this.sender.send(target.url, secrets, evento, signal);
    await this.log.add(this.pool, id, evento, tries, delivery);
    if (delivery.error === null) return this.noteThrough(id, target);
    await this.noteFailed(id, delivery);
    if (delivery.status !== GONE) throw new NotDelivered(delivery);
  }

  private async readableNow({ principal }: Target): Promise<ReturnType<typeof readableBy>> {
    const actor = (await this.principals.find(this.pool, [principal])).get(principal)?.actor;
    return actor ? readableBy(actor) : null;
  }

  /** One that is back gets at once what has been waiting for it. */
  private async noteThrough(id: string, { failing }: Target): Promise<void> {
    if (!failing) return;
    const { rows } = await this.pool.query<{ wasAway: boolean }>(THROUGH, [id]);
    if (rows[0]?.wasAway) await Errands.hurry(this.pool, DELIVERY, id);
  }

  private async noteFailed(id: string, { status }: Delivery): Promise<void> {
    await inTransaction(this.pool, async (db) => {
      if (status === GONE) return Subscriptions.turnOff(db, [id], 'respondio-410');
      const { rows } = await db.query<{ givenUp: boolean }>(FAILED, [id]);
      if (rows[0]?.givenUp) await Subscriptions.turnOff(db, [id], 'sin-respuesta');
    });
  }
}
