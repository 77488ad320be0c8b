import { factTypes } from '../../platform/log/fact-types.js';
import { meets } from '../../platform/log/type-pattern.js';
import { Field } from '../../platform/validation/field-rule.js';
import { FEED_TYPES } from './evento.dto.js';

const FORM = '^[a-z0-9.*-]{1,100}$';
const form = new RegExp(FORM, 'u');

/** Every type of the feed. */
export function feedTypes(): readonly string[] {
  return [...FEED_TYPES, ...factTypes().map(({ type }) => type)];
}

/** A type of the feed, or a pattern that one of them meets: `pe.trazo.envio.*`. */
export const TypePattern = () =>
  Field({
    schema: { type: 'string', pattern: FORM, example: 'pe.trazo.envio.*' },
    partial: true,
    check(value) {
      const known = feedTypes();
      if (typeof value === 'string' && form.test(value) && known.some((type) => meets(type, value)))
        return undefined;
      return { code: 'valor-desconocido', params: { valores: known.join(', ') } };
    },
  });
