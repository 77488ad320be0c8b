import type { OperationTexts } from '../../../platform/api-description/texts/text.js';

/** The readers of the log: for those who operate it. */
export const READER_OPERATIONS: OperationTexts = {
  'GET /v1/lectores': { id: 'listarLectores', en: 'Tells how far each reader of the log is' },
  'POST /v1/lectores/{nombre}/reenvio': {
    id: 'reenviarLector',
    en: 'Has a reader read again from an event or an instant on',
    problems: ['lector-desconocido', 'cursor-vencido'],
  },
  'GET /v1/lectores/{nombre}/apartados': {
    id: 'listarApartados',
    en: 'Lists the facts that a reader could not work off, the newest first',
    problems: ['lector-desconocido'],
  },
  'POST /v1/lectores/{nombre}/apartados/{id}/reintento': {
    id: 'reintentarApartado',
    en: 'Has a fact that was set aside tried again',
    problems: ['apartado-desconocido', 'apartado-cerrado'],
  },
  'DELETE /v1/lectores/{nombre}/apartados/{id}': {
    id: 'descartarApartado',
    en: 'Drops a fact that was set aside; it is not deleted',
    problems: ['apartado-desconocido', 'apartado-cerrado'],
  },
};
