import { Inject, Injectable } from '@nestjs/common';
import { type Owner, owns } from '../../platform/access/owner.js';
import { Principals } from '../../platform/access/principals.js';
import type { Queryable } from '../../platform/database/pool.js';
import { Errands, type NewErrand } from '../../platform/errands/errands.js';
import type { Fact } from '../../platform/log/fact.js';
import { meets } from '../../platform/log/type-pattern.js';
import { LogEvents, readableBy } from '../eventos/contract.js';
import type { Razon } from './webhook.dto.js';

/** Kind of the errands that deliver an event to a webhook. */
export const DELIVERY = 'webhook';

/** Kind of the errand that tells an owner that his webhook was turned off. */
export const NOTICE = 'webhook-apagado';

const SELECT_ACTIVE = `SELECT id, tipos, principal FROM webhooks WHERE activo AND ($1::uuid IS NULL OR id = $1)`;

const TURN_OFF = `
  UPDATE webhooks SET activo = false, razon = $2, version = version + 1 WHERE id = ANY ($1) AND activo
  RETURNING id, version`;

/** A webhook, with what its principal may read now. */
interface Subscription {
  id: string;
  tipos: string[];
  owner: Owner | undefined;
}

/** Who is told of what. */
@Injectable()
export class Subscriptions {
  constructor(
    @Inject(Principals) private readonly principals: Principals,
    private readonly events: LogEvents,
  ) {}

  /**
   * The deliveries of these facts: to each webhook that wants it and whose principal may see it. A webhook whose principal may
   * read nothing any more is turned off.
   *
   * @param only - The only webhook that is meant.
   */
  async deliveriesOf(db: Queryable, facts: readonly Fact[], only?: string): Promise<NewErrand[]> {
    const subscriptions = await this.active(db, only);
    if (subscriptions.length === 0) return [];
    const events = await this.events.of(db, facts);
    const factOf = new Map(facts.map((fact) => [fact.id, fact]));
    return events.flatMap(({ factId, evento }) => {
      const fact = factOf.get(factId) as Fact;
      return subscriptions
        .filter(
          ({ tipos, owner }) => owns(owner, fact.owners) && tipos.some((tipo) => meets(evento.type, tipo)),
        )
        .map(({ id }) => ({
          destination: id,
          fact: evento.id,
          subject: evento.subject,
          body: { evento, owners: fact.owners },
        }));
    });
  }

  /** Turns webhooks off in the caller's transaction, and has their owners told. */
  static async turnOff(db: Queryable, ids: readonly string[], razon: Razon): Promise<void> {
    if (ids.length === 0) return;
    const { rows } = await db.query<{ id: string; version: number }>(TURN_OFF, [ids, razon]);
    const notices = rows.map(({ id, version }) => ({ destination: id, fact: `${version}`, body: { razon } }));
    await Errands.file(db, NOTICE, notices);
  }

  private async active(db: Queryable, only: string | undefined): Promise<Subscription[]> {
    const { rows } = await db.query<{ id: string; tipos: string[]; principal: string }>({
      name: 'webhooks-activos',
      text: SELECT_ACTIVE,
      values: [only ?? null],
    });
    if (rows.length === 0) return [];
    const principals = await this.principals.find(
      db,
      rows.map(({ principal }) => principal),
    );
    const [active, without]: [Subscription[], string[]] = [[], []];
    for (const { id, tipos, principal } of rows) {
      const actor = principals.get(principal)?.actor;
      const readable = actor && readableBy(actor);
      if (readable) active.push({ id, tipos, owner: readable.owner });
      else without.push(id);
    }
    await Subscriptions.turnOff(db, without, 'sin-derechos');
    return active;
  }
}
