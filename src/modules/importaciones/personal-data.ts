import type { PersonalData } from '../../platform/personal/personal-data.js';

const SENT = `solicitante ->> 'id' = ANY ($1)`;

/** Files that somebody has uploaded, and what is told of their lines. */
export const IMPORTACIONES_PERSONAL: readonly PersonalData[] = [
  {
    name: 'importaciones',
    columns: ['importacion_lotes.filas', 'importacion_lotes.errores', 'importacion_lotes.resultados'],
    by: 'actors',
    read: `
      SELECT i.id, i.tipo, i.columnas, i.creada_en, i.recibida_en, i.lineas, l.numero, l.filas, l.errores, l.resultados
      FROM importaciones i LEFT JOIN importacion_lotes l ON l.importacion_id = i.id
      WHERE ${SENT} ORDER BY i.id, l.numero`,
    erase: [`DELETE FROM importaciones WHERE ${SENT}`],
  },
];
