import { isCalendarDay } from '../../../platform/validation/day.js';
import { Field, type Violation } from '../../../platform/validation/field-rule.js';
import { pattern } from '../../../platform/validation/fields.js';

const OLDEST = '1900-01-01';

/** A day in somebody's life, `YYYY-MM-DD`: not one to come. */
export const PersonalDay = () =>
  Field({ schema: { type: 'string', format: 'date' }, partial: true, check: checkDay });

function checkDay(value: unknown): Violation | undefined {
  if (!isCalendarDay(value)) return { code: 'dia' };
  if (value < OLDEST) return { code: 'fecha-antigua', params: { min: OLDEST } };
  return Date.parse(value) > Date.now() ? { code: 'fecha-futura', params: { tolerancia: '0 h' } } : undefined;
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
