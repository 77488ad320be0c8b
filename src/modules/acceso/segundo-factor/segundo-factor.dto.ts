import { Field } from '../../../platform/validation/field-rule.js';
import { Text } from '../../../platform/validation/fields.js';

/** A second factor that was set up, and waits for its first code. */
export class SegundoFactorNuevo {
  /** For an application, as a QR code or as it is: `otpauth://totp/…`. */
  @Text({ max: 1_000 })
  uri!: string;

  /** Each opens once, in place of a code. They are shown this once. */
  @Field({
    schema: { type: 'array', items: { type: 'string' }, minItems: 10, maxItems: 10 },
    check: (value) => (Array.isArray(value) ? undefined : { code: 'cantidad', params: { min: 10, max: 10 } }),
  })
  codigosDeRecuperacion!: string[];
}

/** A code of the second factor. */
export class CodigoInput {
  /** Six digits, or a code of recovery. */
  @Text({ max: 40 })
  codigo!: string;
}
