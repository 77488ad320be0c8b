import type { SchemaTexts } from '../../../platform/api-description/texts/text.js';

/** What operators change while the house runs, as schemas. */
export const OPERATION_SCHEMAS: SchemaTexts = {
  NivelRegistroInput: { es: 'Un nivel del registro, por un tiempo.', en: 'A level of the log, for a while.' },
  NivelRegistro: {
    es: 'El nivel del registro que se pidió.',
    en: 'The level of the log that was asked for.',
  },
};
