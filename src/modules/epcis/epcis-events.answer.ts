import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import type { EpcisQueryDocument, EventPage } from '../../queries/epcis/list-epcis-events.query.js';

/** EPCs are answered as they came. */
export const AS_THEY_CAME = { 'gs1-epc-format': 'Never_Translates' };

/** Answers events in the media type that was agreed on. */
export function answerEvents(
  reply: FastifyReply,
  { document, type }: Pick<EventPage, 'document' | 'type'>,
): EpcisQueryDocument {
  void reply.headers({ ...AS_THEY_CAME, vary: 'accept', etag: weakTagOf(document, type) }).type(type);
  return document;
}

/** The same of a page, with a link to the next one. */
export function answerPage(reply: FastifyReply, url: string, page: EventPage): EpcisQueryDocument {
  if (page.nextPageToken) void reply.header('link', nextPage(url, page.nextPageToken));
  return answerEvents(reply, page);
}

/** Weak (RFC 9110, 8.8.1): the same events are the same answer, though each says another `creationDate`. */
function weakTagOf({ epcisBody }: EpcisQueryDocument, type: string): string {
  const hash = createHash('sha256').update(type).update(JSON.stringify(epcisBody));
  return `W/"${hash.digest('base64url').slice(0, 27)}"`;
}

function nextPage(url: string, token: string): string {
  const [path, query] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('nextPageToken', token);
  return `<${path}?${parameters.toString()}>; rel="next"`;
}

/** A list of names, as the standard writes it. */
export function collection(member: readonly string[]) {
  return {
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'Collection',
    member,
  };
}
