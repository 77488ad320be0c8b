import { factTypes } from '../../platform/log/fact-types.js';
import { meets } from '../../platform/log/type-pattern.js';
import { Field, type Violation } from '../../platform/validation/field-rule.js';
import { FEED_TYPES } from './evento.dto.js';

const FORM = '^[a-z0-9.*-]{1,100}$';
const form = new RegExp(FORM, 'u');

/** Every type of the feed. */
export function feedTypes(): readonly string[] {
  return [...FEED_TYPES, ...factTypes().map(({ type }) => type)];
}

/** What is wrong with a type of the feed, or a pattern that one of them has to meet; undefined if nothing. */
function checkPattern(value: unknown): Violation | undefined {
  const known = feedTypes();
  if (typeof value === 'string' && form.test(value) && known.some((type) => meets(type, value)))
    return undefined;
  return { code: 'valor-desconocido', params: { valores: known.join(', ') } };
}

const schema = { type: 'string', pattern: FORM, example: 'pe.trazo.envio.*' };

/** A type of the feed, or a pattern that one of them meets: `pe.trazo.envio.*`. */
export const TypePattern = () => Field({ schema, partial: true, check: checkPattern });

/** Most patterns at a time. */
const MAX_PATTERNS = 50;

/** A list of such types and patterns. */
export const TypePatterns = () =>
  Field({
    schema: { type: 'array', items: schema, minItems: 1, maxItems: MAX_PATTERNS },
    partial: true,
    check(value) {
      if (!Array.isArray(value))
        return { code: 'tipo', params: { esperado: { es: 'una lista', en: 'a list' } } };
      if (value.length < 1 || value.length > MAX_PATTERNS)
        return { code: 'cantidad', params: { min: 1, max: MAX_PATTERNS } };
      return value.map(checkPattern).find((fault) => fault !== undefined);
    },
  });
