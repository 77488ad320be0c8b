import { Module } from '@nestjs/common';
import { ChangeWebhookHandler } from '../../commands/webhooks/change-webhook.handler.js';
import { CreateWebhookHandler } from '../../commands/webhooks/create-webhook.handler.js';
import { DeleteWebhookHandler } from '../../commands/webhooks/delete-webhook.handler.js';
import { ResendWebhookHandler } from '../../commands/webhooks/resend-webhook.handler.js';
import { RotateWebhookHandler } from '../../commands/webhooks/rotate-webhook.handler.js';
import { TestWebhookHandler } from '../../commands/webhooks/test-webhook.handler.js';
import { GetWebhookHandler } from '../../queries/webhooks/get-webhook.handler.js';
import { ListIntentosHandler } from '../../queries/webhooks/list-intentos.handler.js';
import { ListWebhooksHandler } from '../../queries/webhooks/list-webhooks.handler.js';
import { EventosModule } from '../eventos/eventos.module.js';
import { DeliveryLog } from './delivery-log.js';
import { NoticeWorker } from './notice-worker.js';
import { Receivers } from './receivers.js';
import { ResendWorker } from './resend-worker.js';
import { Subscriptions } from './subscriptions.js';
import { WebhookReader } from './webhook-reader.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhookSender } from './webhook-sender.js';
import { WebhookWorker } from './webhook-worker.js';
import { WebhooksController } from './webhooks.controller.js';

const commandHandlers = [
  ChangeWebhookHandler,
  CreateWebhookHandler,
  DeleteWebhookHandler,
  ResendWebhookHandler,
  RotateWebhookHandler,
  TestWebhookHandler,
];
const queryHandlers = [GetWebhookHandler, ListIntentosHandler, ListWebhooksHandler];
const workers = [NoticeWorker, ResendWorker, WebhookReader, WebhookWorker];
const machinery = [DeliveryLog, Receivers, Subscriptions, WebhookSecrets, WebhookSender];

@Module({
  imports: [EventosModule],
  controllers: [WebhooksController],
  providers: [...commandHandlers, ...queryHandlers, ...workers, ...machinery],
})
export class WebhooksModule {}
