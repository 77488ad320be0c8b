import type { HeaderText } from '../../../platform/api-description/headers.js';

/** Headers of the archive. */
export const ARCHIVE_HEADERS: Readonly<Record<string, HeaderText>> = {
  'Trazo-Archivo': {
    es: 'Cuando el filtro alcanza el archivo: si está `incluido` o `excluido`, y qué meses.',
    en: 'When the filter reaches into the archive: whether that is `incluido` or `excluido`, and which months.',
    example: 'excluido;desde="2019-01";hasta="2023-10"',
  },
};
