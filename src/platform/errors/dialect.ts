import { Registry } from '../registry/registry.js';

/** How problems and answers look below a path where a standard of its own rules the wire. */
export interface Dialect {
  readonly name: string;
  /** Path below which it rules. */
  readonly root: string;
  /** Headers of every answer there, also of one that refuses a body unread. */
  readonly headers: Readonly<Record<string, string>>;
  /** Those of them that the description names. */
  readonly described: readonly string[];
  /**
   * `type` of a problem document there.
   *
   * @param code - Of the problem, where the status does not say it all.
   */
  typeOf(status: number, code?: string): string;
}

/** All dialects, which modules declare. */
export const dialects = new Registry<Dialect>('El dialecto');

/** The dialect that rules a path; undefined where the API's own does. */
export function dialectOf(path: string): Dialect | undefined {
  return dialects.all().find(({ root }) => path.startsWith(root) && /^[/?]?$/.test(path.charAt(root.length)));
}
