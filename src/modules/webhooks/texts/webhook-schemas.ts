import type { SchemaTexts } from '../../../platform/api-description/texts/text.js';

/** Schemas of webhooks and their deliveries. */
export const WEBHOOK_SCHEMAS: SchemaTexts = {
  Intento: {
    es: 'Una vez que se envió algo a un webhook.',
    en: 'One time that something was sent to a webhook.',
  },
  PaginaIntentos: { es: 'Una página de intentos.', en: 'A page of deliveries.' },
  PaginaWebhooks: { es: 'Una página de webhooks.', en: 'A page of webhooks.' },
  ReenvioWebhookInput: {
    es: 'Desde dónde se envía de nuevo lo que pasó.',
    en: 'From where on what happened is sent once more.',
  },
  RotacionWebhookInput: {
    es: 'Cómo se reemplaza el secreto de un webhook.',
    en: 'How the secret of a webhook is replaced.',
  },
  Webhook: {
    es: 'A quién se avisa de lo que pasa, y de qué.',
    en: 'Who is told of what happens, and of what.',
  },
  WebhookCambio: { es: 'Lo que cambia de un webhook.', en: 'What changes of a webhook.' },
  WebhookCreado: {
    es: 'Un webhook con su secreto: no se muestra otra vez.',
    en: 'A webhook with its secret: it is not shown again.',
  },
  WebhookInput: { es: 'Un webhook nuevo.', en: 'A new webhook.' },
};
