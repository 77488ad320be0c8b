import type { OperationTexts } from '../../../platform/api-description/texts/text.js';

/** What operators change while the house runs. */
export const OPERATION_OPERATIONS: OperationTexts = {
  'GET /v1/registro/nivel': {
    id: 'leerNivelRegistro',
    en: 'Tells which level of the log was asked for, and until when',
  },
  'PUT /v1/registro/nivel': {
    id: 'cambiarNivelRegistro',
    en: 'Changes for a while what all processes write into their logs',
  },
  'DELETE /v1/registro/nivel': {
    id: 'devolverNivelRegistro',
    en: 'Gives the log the level of the configuration back',
  },
};
