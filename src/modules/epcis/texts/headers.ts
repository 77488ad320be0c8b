import type { HeaderText } from '../../../platform/api-description/headers.js';

/** Headers of the interfaces of EPCIS. */
export const EPCIS_HEADERS: Readonly<Record<string, HeaderText>> = {
  'GS1-EPCIS-Version': { es: 'Versión de EPCIS.', en: 'Version of EPCIS.', example: '2.0.0' },
  'GS1-CBV-Version': { es: 'Versión de CBV.', en: 'Version of CBV.', example: '2.0.0' },
  'GS1-EPCIS-Capture-Limit': {
    es: 'Eventos que caben en un documento.',
    en: 'Events that a document may have.',
    example: '1000',
  },
};
