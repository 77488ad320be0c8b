import { Field, type Violation } from '../../../platform/validation/field-rule.js';
import { pattern } from '../../../platform/validation/fields.js';

const OLDEST = '1900-01-01';

/** A day in somebody's life, `YYYY-MM-DD`: not one to come. */
export const PersonalDay = () =>
  Field({ schema: { type: 'string', format: 'date' }, partial: true, check: checkDay });

function checkDay(value: unknown): Violation | undefined {
  const date = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(value) : undefined;
  if (!date || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value)
    return { code: 'dia' };
  if (value < OLDEST) return { code: 'fecha-antigua', params: { min: OLDEST } };
  return date.getTime() > Date.now() ? { code: 'fecha-futura', params: { tolerancia: '0 h' } } : undefined;
}

/** A language that we speak. */
export const Locale = () =>
  Field({
    schema: { type: 'string', enum: ['es', 'en'] },
    check: (value) =>
      value === 'es' || value === 'en'
        ? undefined
        : { code: 'valor-desconocido', params: { valores: 'es, en' } },
  });

/** SHA-256 of a file, in hexadecimal. */
export const Sha256 = () => Field(pattern('^[0-9a-f]{64}$', { code: 'sha256' }));
