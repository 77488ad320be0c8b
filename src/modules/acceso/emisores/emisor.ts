/** A log-in at an issuer, from its beginning to its return. */
export interface Journey {
  /** Where the issuer sends people back to: one address a name, known to it. */
  redirectUri: string;
  /** What comes back as it went: the place where the log-in is found again. */
  state: string;
  /** Proves that whoever comes back is who went (RFC 7636), and that the answer is to this question (OpenID Connect). */
  verifier: string;
  nonce: string;
}

/** Who an issuer says that somebody is. */
export interface Identity {
  /** The issuer's own URL. */
  emisor: string;
  /** What it calls him, for ever. */
  sujeto: string;
  email: string | null;
  /** Whether it says that the address is his. */
  verified: boolean;
  nombre: string | null;
}

/** An outside issuer: a stranger who knows people. */
export interface Emisor {
  /** Its name in our paths. */
  readonly name: string;
  /** The address of the issuer at which somebody says that he wants in. @throws {StrangerAway} */
  begin(journey: Journey): Promise<URL>;
  /**
   * Who came back.
   *
   * @param answer - The query string that he came back with.
   * @throws {StrangerAway}; any other error means that the issuer does not vouch for him
   */
  finish(journey: Journey, answer: string): Promise<Identity>;
}
