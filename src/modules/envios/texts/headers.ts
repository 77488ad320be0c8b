import type { HeaderText } from '../../../platform/api-description/headers.js';

/** Headers that lead somewhere, by the example of envíos. */
export const ENVIO_HEADERS: Readonly<Record<string, HeaderText>> = {
  Location: { es: 'Dónde está.', en: 'Where it is.', example: '/v1/envios/TZ123456785PE' },
  Link: {
    es: 'Dónde sigue (`rel="next"`); falta en la última página.',
    en: 'Where it goes on (`rel="next"`); missing on the last page.',
    example: '</v1/envios?cursor=MjdiNjc3N2IyZTlj>; rel="next"',
  },
};
