/** A list of entity tags (RFC 9110, 8.8.3), or `*` for whatever there is. */
type Tags = '*' | { weak: boolean; opaque: string }[];

const TAG = /(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/g;

/** The tags that a conditional header names; none if it cannot be read: then it names nothing that there is. */
function tagsOf(header: string): Tags {
  const text = header.trim();
  if (text === '*') return '*';
  if (!/^[\s,]*$/.test(text.replace(TAG, ''))) return [];
  return [...text.matchAll(TAG)].map(([, weak, opaque = '']) => ({ weak: weak !== undefined, opaque }));
}

/** The strong tags that `If-Match` names, as they stand between the quotes (RFC 9110, 13.1.1); `*` for any. */
export function strongTags(ifMatch: string): '*' | string[] {
  const tags = tagsOf(ifMatch);
  return tags === '*' ? tags : tags.filter(({ weak }) => !weak).map(({ opaque }) => opaque);
}

/** Whether `If-None-Match` names a tag, by weak comparison (RFC 9110, 13.1.2). */
export function namesWeakly(ifNoneMatch: string, etag: string): boolean {
  const tags = tagsOf(ifNoneMatch);
  return tags === '*' || tags.some(({ opaque }) => `"${opaque}"` === etag.replace(/^W\//, ''));
}

/** Whether `If-Match` names a tag, by strong comparison (RFC 9110, 13.1.1). */
export function namesStrongly(ifMatch: string, etag: string): boolean {
  const tags = strongTags(ifMatch);
  return tags === '*' || tags.some((opaque) => `"${opaque}"` === etag);
}
