import type { Declarations } from '../../platform/declarations/declarations.js';
import { ENVIOS_DETALLE } from './envios-detalle.js';
import { COMMON_FIELDS } from './texts/common-fields.js';

/** What the platform is to know of this module. */
export const ESTADOS: Declarations = {
  readModels: [ENVIOS_DETALLE],
  description: { fields: [COMMON_FIELDS] },
};
