import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { randomUUID } from 'node:crypto';
import { DeliveryLog } from '../../modules/webhooks/delivery-log.js';
import { readWebhook, scopeOf } from '../../modules/webhooks/webhook-row.js';
import { WebhookSecrets } from '../../modules/webhooks/webhook-secrets.js';
import { WebhookSender } from '../../modules/webhooks/webhook-sender.js';
import type { Intento } from '../../modules/webhooks/webhook.dto.js';
import { ownerFor } from '../../platform/access/owner.js';
import { POOL } from '../../platform/database/tokens.js';
import { TestWebhookCommand } from './test-webhook.command.js';

@CommandHandler(TestWebhookCommand)
export class TestWebhookHandler implements ICommandHandler<TestWebhookCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly sender: WebhookSender,
    private readonly secrets: WebhookSecrets,
    private readonly log: DeliveryLog,
  ) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute(command: TestWebhookCommand): Promise<Intento> {
    const { id, context } = command;
    const { url } = await readWebhook(this.pool, scopeOf(context.actor, ownerFor(command)), id);
    const evento = testEvent(id);
    const delivery = await this.sender.send(
      url,
      await this.secrets.read(this.pool, id),
      evento,
      context.gone,
    );
    return this.log.add(this.pool, id, evento, 1, delivery);
  }
}

/** An event of a type of its own, so that nobody takes it for one that happened. */
const testEvent = (id: string) => ({
  specversion: '1.0',
  id: `prueba-${randomUUID()}`,
  source: '/v1/webhooks',
  type: 'pe.trazo.webhook.prueba.v1',
  subject: id,
  time: new Date().toISOString(),
  datacontenttype: 'application/json',
  data: { webhookId: id },
});
