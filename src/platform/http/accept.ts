import Negotiator from 'negotiator';

/** The types of the package do not know its second parameter yet: what is taken first of what a client likes equally. */
interface Codings {
  encoding(available: readonly string[], options: { preferred: readonly string[] }): string | undefined;
}

/**
 * Which of these media types an `Accept` header likes best (RFC 9110, 12.5.1); of those that it likes equally the one that it
 * names first, then the first of ours. Undefined if it takes none of them.
 */
export function preferredType<T extends string>(
  accept: string | undefined,
  types: readonly T[],
): T | undefined {
  const negotiator = new Negotiator({ headers: { accept: accept?.trim() || '*/*' } });
  return negotiator.mediaType(types) as T | undefined;
}

/** The same of content codings, by `Accept-Encoding` (RFC 9110, 12.5.3): the first of ours that it likes equally. */
export function preferredCoding<T extends string>(accept: string, codings: readonly T[]): T | undefined {
  const negotiator: Codings = new Negotiator({ headers: { 'accept-encoding': accept } });
  return negotiator.encoding(codings, { preferred: codings }) as T | undefined;
}
