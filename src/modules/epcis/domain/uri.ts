/** What a URI may hold unencoded and without a meaning of its own (RFC 3986, 2.3). */
const UNRESERVED = /[A-Za-z0-9._~-]/;

/**
 * A URI without percent-encoding that it does not need (RFC 3986, 6.2.2): URIs that differ in nothing else are the same. What
 * is encoded because it would mean something else stays encoded, in capitals.
 */
export function plainUri(uri: string): string {
  return uri.replace(/%([0-9a-f]{2})/gi, (encoded: string, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return UNRESERVED.test(character) ? character : encoded.toUpperCase();
  });
}

/** The forms in which a URI may have been written: as it is, and plain. */
export function formsOfUri(uri: string): string[] {
  return [...new Set([uri, plainUri(uri)])];
}
