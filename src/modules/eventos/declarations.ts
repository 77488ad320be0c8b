import type { Declarations } from '../../platform/declarations/declarations.js';
import { EVENTOS_PROBLEMS } from './eventos.errors.js';
import { WIRE_FIELDS } from './texts/wire-fields.js';

/** What the platform is to know of this module. */
export const EVENTOS: Declarations = {
  problems: EVENTOS_PROBLEMS,
  description: { fields: [WIRE_FIELDS] },
};
