import type { PersonalData } from '../personal/personal-data.js';

/** Answers that are kept for whoever asks again. */
export const IDEMPOTENCY_PERSONAL: readonly PersonalData[] = [
  {
    name: 'respuestas',
    columns: ['claves_idempotencia.respuesta'],
    by: 'principals',
    read: `
      SELECT clave, respuesta, creada_en FROM claves_idempotencia
      WHERE split_part(ambito, ' ', 1) = ANY ($1) ORDER BY ambito, clave`,
    erase: [`DELETE FROM claves_idempotencia WHERE split_part(ambito, ' ', 1) = ANY ($1)`],
  },
];
