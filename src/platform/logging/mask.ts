/** Stands for what a line must not tell. */
const MASK = '•';

// Each part has a bound, so that a long text costs no more than its length.
const SECRETS = [
  // Addresses of e-mail.
  /[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g,
  // Telephones as we keep them.
  /\+[1-9]\d{6,14}\b/g,
  // Keys, secrets that sign, access tokens, passwords in URLs.
  /\b(?:trz_|whsec_)[\w+/=-]{8,200}/g,
  /\beyJ[\w-]{8,2000}\.[\w-]{1,4000}\.[\w-]{1,1000}/g,
  /(?<=:\/\/[^\s:/@]{0,64}:)[^\s:/@]{1,200}(?=@)/g,
];

/** A text without what is personal or secret in it: words of other programs repeat what they were given. */
export function masked(text: string): string {
  return SECRETS.reduce((rest, secret) => rest.replace(secret, MASK), text);
}

/** The same for every text in a value, three levels deep. */
export function maskedDeep(value: unknown, depth = 3): unknown {
  if (typeof value === 'string') return masked(value);
  if (value === null || typeof value !== 'object' || depth === 0) return value;
  if (Array.isArray(value)) return value.map((each) => maskedDeep(each, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, maskedDeep(each, depth - 1)]));
}
