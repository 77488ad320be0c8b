import { Field } from '../../../platform/validation/field-rule.js';
import { pattern } from '../../../platform/validation/fields.js';

const FORM = '^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$';

/** Whether a text is a short name for machines. */
export const isSimbolo = (text: string) => new RegExp(FORM, 'u').test(text);

/** A short name for machines, such as `HAMB-01`: letters, digits, dots, hyphens and underscores, up to 60 of them. */
export const Simbolo = () => Field(pattern(FORM, { code: 'simbolo' }, { maxLength: 60 }));
