import type { Declarations } from '../../platform/declarations/declarations.js';
import { DINERO_FIELD_ERRORS } from './dinero.errors.js';

/** What the platform is to know of this module. */
export const DINERO: Declarations = {
  fieldErrors: DINERO_FIELD_ERRORS,
  description: {
    fields: [
      {
        monto: ['Unidades menores: céntimos, centavos.', 'Minor units: cents.', 2490],
        moneda: ['Moneda (ISO 4217).', 'Currency (ISO 4217).', 'PEN'],
      },
    ],
    schemaTexts: {
      Dinero: { es: 'Un monto en unidades menores.', en: 'An amount in minor units.' },
      Importe: { es: 'Un monto que se sumó.', en: 'An amount that was summed up.' },
    },
  },
};
