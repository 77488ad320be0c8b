import type { Declarations } from '../../platform/declarations/declarations.js';
import { WEBHOOK_FIELDS } from './texts/webhook-fields.js';
import { WEBHOOK_OPERATIONS } from './texts/webhook-operations.js';
import { WEBHOOK_SCHEMAS } from './texts/webhook-schemas.js';
import { WEBHOOKS_FIELD_ERRORS, WEBHOOKS_PROBLEMS } from './webhooks.errors.js';

/** What the platform is to know of this module. */
export const WEBHOOKS: Declarations = {
  problems: WEBHOOKS_PROBLEMS,
  fieldErrors: WEBHOOKS_FIELD_ERRORS,
  description: { fields: [WEBHOOK_FIELDS], operations: WEBHOOK_OPERATIONS, schemaTexts: WEBHOOK_SCHEMAS },
};
