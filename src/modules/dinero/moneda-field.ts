import { Field } from '../../platform/validation/field-rule.js';

const MONEDAS: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** A currency, ISO 4217: three letters. */
export const Moneda = () =>
  Field({
    schema: { type: 'string', pattern: '^[A-Z]{3}$', examples: ['PEN'] },
    partial: true,
    check: (value) => (MONEDAS.has(value as string) ? undefined : { code: 'moneda' }),
  });
