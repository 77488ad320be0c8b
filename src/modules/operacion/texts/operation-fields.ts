import type { FieldTexts } from '../../../platform/api-description/texts/text.js';

/** Fields of what operators change while the house runs. */
export const OPERATION_FIELDS: FieldTexts = {
  'NivelRegistroInput.nivel': [
    'Lo menos grave que se escribe.',
    'The least severe that is written.',
    'debug',
  ],
  'NivelRegistroInput.por': [
    'Por cuánto tiempo (ISO 8601), un día como máximo; diez minutos si falta.',
    'For how long (ISO 8601), a day at most; ten minutes if left out.',
    'PT10M',
  ],
  'NivelRegistro.nivel': [
    'Lo menos grave que se escribe; nulo mientras vale la configuración de cada proceso.',
    'The least severe that is written; null while the configuration of each process holds.',
    'debug',
  ],
  'NivelRegistro.hasta': [
    'Hasta cuándo; nulo mientras vale la configuración de cada proceso.',
    'Until when; null while the configuration of each process holds.',
    '2026-11-28T15:14:05.000Z',
  ],
};
