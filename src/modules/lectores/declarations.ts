import type { Declarations } from '../../platform/declarations/declarations.js';
import { LECTORES_PROBLEMS } from './lectores.errors.js';
import { READER_FIELDS } from './texts/reader-fields.js';
import { READER_OPERATIONS } from './texts/reader-operations.js';

/** What the platform is to know of this module. */
export const LECTORES: Declarations = {
  problems: LECTORES_PROBLEMS,
  description: { fields: [READER_FIELDS], operations: READER_OPERATIONS },
};
