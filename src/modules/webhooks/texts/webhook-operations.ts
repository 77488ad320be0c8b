import type { OperationTexts } from '../../../platform/api-description/texts/text.js';

/** Webhooks: for those who want to be told. */
export const WEBHOOK_OPERATIONS: OperationTexts = {
  'POST /v1/webhooks': {
    id: 'crearWebhook',
    en: 'Creates a webhook; its secret is shown this once',
    problems: ['demasiados-webhooks', 'secreto-ya-entregado'],
  },
  'GET /v1/webhooks': { id: 'listarWebhooks', en: 'Lists webhooks, the newest first' },
  'GET /v1/webhooks/{id}': { id: 'leerWebhook', en: 'Reads a webhook', problems: ['recurso-desconocido'] },
  'PATCH /v1/webhooks/{id}': {
    id: 'cambiarWebhook',
    en: 'Changes a webhook; what is left out stays. To turn it on forgets that it failed',
    problems: ['recurso-desconocido', 'version-distinta'],
  },
  'DELETE /v1/webhooks/{id}': {
    id: 'borrarWebhook',
    en: 'Deletes a webhook with its deliveries',
    problems: ['recurso-desconocido'],
  },
  'POST /v1/webhooks/{id}/rotacion': {
    id: 'rotarSecretoDeWebhook',
    en: 'Gives a webhook another secret; the one before signs too for a while',
    location: false,
    problems: ['recurso-desconocido', 'secreto-ya-entregado'],
  },
  'POST /v1/webhooks/{id}/prueba': {
    id: 'probarWebhook',
    en: 'Sends a webhook an event of a test now, and says what became of it',
    problems: ['recurso-desconocido'],
  },
  'GET /v1/webhooks/{id}/intentos': {
    id: 'listarIntentosDeWebhook',
    en: 'Lists every delivery to a webhook, the newest first',
    problems: ['recurso-desconocido'],
  },
  'POST /v1/webhooks/{id}/reenvio': {
    id: 'reenviarWebhook',
    en: 'Has everything sent to a webhook once more from an event or an instant on',
    problems: ['recurso-desconocido', 'webhook-apagado', 'cursor-vencido'],
  },
};
