import { NestedList, OneOf, Text } from '../../../platform/validation/fields.js';

/** Public half of a key that signs access tokens (RFC 8037). */
export class Llave {
  @Text({ max: 100 })
  kid!: string;

  @OneOf(['OKP'])
  kty!: 'OKP';

  @OneOf(['Ed25519'])
  crv!: 'Ed25519';

  @OneOf(['EdDSA'])
  alg!: 'EdDSA';

  @OneOf(['sig'])
  use!: 'sig';

  @Text({ max: 100 })
  x!: string;
}

/** All of them (RFC 7517). */
export class JuegoLlaves {
  @NestedList(() => Llave, { min: 0, max: 1_000 })
  keys!: Llave[];
}

/** A key that was made. */
export class LlaveNueva {
  @Text({ max: 100 })
  kid!: string;
}
