import type { FastifyReply } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';

const NAME = '__Host-trazo-inicio';

// `Lax`: it comes along when an issuer sends the browser back, and with nothing that another site asks for behind its back.
const ATTRIBUTES = 'Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=600';

const VALUE = new RegExp(`(?:^|;)\\s*${NAME}=([\\w-]{1,200})\\s*(?:;|$)`);

/** Has the browser keep its half of a log-in. */
export function keepJourney(reply: FastifyReply, navegador: string): void {
  void reply.header('set-cookie', `${NAME}=${navegador}; ${ATTRIBUTES}`);
}

/** The browser's half, if it has one. */
export const journeyOf = ({ cookie = '' }: IncomingHttpHeaders): string | undefined =>
  VALUE.exec(cookie)?.[1];
