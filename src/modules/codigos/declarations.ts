import type { Declarations } from '../../platform/declarations/declarations.js';
import { CODIGOS_FIELD_ERRORS, CODIGOS_PROBLEMS } from './codigos.errors.js';

/** What the platform is to know of this module. */
export const CODIGOS: Declarations = { problems: CODIGOS_PROBLEMS, fieldErrors: CODIGOS_FIELD_ERRORS };
