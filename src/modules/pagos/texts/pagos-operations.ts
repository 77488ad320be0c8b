import type { OperationTexts } from '../../../platform/api-description/texts/text.js';

/** Money. */
export const PAGOS_OPERATIONS: OperationTexts = {
  'GET /v1/pagos/{id}': { id: 'leerPago', en: 'Reads a pago' },
  'POST /v1/pagos/{id}/cobro': {
    id: 'anotarCobro',
    en: 'Notes that a pago which is paid outside was paid',
    problems: ['pago-en-otro-estado'],
  },
  'POST /v1/pagos/{id}/reembolsos': {
    id: 'crearReembolso',
    en: 'Gives back what a pago took, or a part of it',
    problems: ['clave-idempotencia-requerida', 'reembolso-excesivo'],
  },
  'POST /v1/vales': {
    id: 'crearVale',
    en: 'Makes a vale: a balance of the house',
    problems: ['secreto-ya-entregado'],
  },
  'GET /v1/vales': { id: 'listarVales', en: 'Lists vales, the newest first' },
};
