import type { FastifyReply } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';

/** `__Host-`: a browser takes it only from us, over TLS, and sends it to nobody else. */
const NAME = '__Host-trazo-refresco';

const ATTRIBUTES = 'Path=/; HttpOnly; Secure; SameSite=Strict';

/** As long as a session that nobody uses lives: 30 days, in seconds. */
const MAX_AGE = 30 * 24 * 3_600;

const VALUE = new RegExp(`(?:^|;)\\s*${NAME}=([\\w-]{1,200})\\s*(?:;|$)`);

/** Puts the refresh token of an answer into the cookie, and takes it out of the answer: JavaScript never sees it. */
export function intoCookie<T extends { refresco?: string }>(
  reply: FastifyReply,
  { refresco, ...answer }: T,
): Omit<T, 'refresco'> {
  void reply.header('set-cookie', `${NAME}=${refresco}; ${ATTRIBUTES}; Max-Age=${MAX_AGE}`);
  return answer;
}

/** Takes the cookie away. */
export function clearCookie(reply: FastifyReply): void {
  void reply.header('set-cookie', `${NAME}=; ${ATTRIBUTES}; Max-Age=0`);
}

/** The refresh token in the cookie of a request. A page of another site does not get to use it. */
export function cookieOf(headers: IncomingHttpHeaders): string | undefined {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return undefined;
  return VALUE.exec(headers.cookie ?? '')?.[1];
}
