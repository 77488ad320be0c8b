import { createHash } from 'node:crypto';
import type { Fact } from '../log/fact.js';
import { type Reader, subjectKey } from './reader.js';

/** Facts of one key, in their order. */
export type Group = readonly Fact[];

/** A batch as groups, in the order in which their first facts came. The same facts always make the same groups. */
export function groupsOf(reader: Reader, facts: readonly Fact[]): Group[] {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const key = reader.keyOf?.(fact) ?? subjectKey(fact);
    const group = groups.get(key);
    if (group) group.push(fact);
    else groups.set(key, [fact]);
  }
  return [...groups.values()];
}

/** What tells a later worker that it has the same groups before it, so that it may skip those that are done. */
export function signatureOf(groups: readonly Group[]): string {
  const hash = createHash('sha256');
  for (const group of groups) hash.update(`${group.map(({ id }) => id).join(' ')}\n`);
  return hash.digest('base64url');
}
