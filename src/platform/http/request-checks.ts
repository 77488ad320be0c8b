import type { FastifyInstance } from 'fastify';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { DomainError } from '../errors/domain-error.js';

/** Headers of which a request has one at most: of a second one nobody knows which is meant, and Node drops it unseen. */
const SINGLE = new Set(['host', 'content-type', 'authorization']);

/**
 * Refuses requests whose headers leave open what is meant: whom they are for (RFC 9112, 3.2: one `Host`, no more and no
 * less), what their body is, who sends them, or what their body is once it is unpacked: nothing of that is done here. And
 * requests of a version of HTTP that we do not speak.
 */
export function checkRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ raw }, reply, done) => {
    if (raw.httpVersionMajor !== 1) {
      void reply.header('connection', 'close');
      return done(new DomainError('version-de-http', { version: raw.httpVersion }));
    }
    const encoding = foreignCoding(raw.headers);
    if (encoding !== undefined) {
      // RFC 7694: says which ones would have been taken.
      void reply.header('accept-encoding', 'identity');
      return done(new DomainError('codificacion-no-admitida', { codificacion: encoding }));
    }
    const motivo = ambiguous(raw);
    done(motivo === undefined ? undefined : new DomainError('solicitud-invalida', { motivo }));
  });
}

/** How a body is packed on its way, if Node does not unpack it: as `Content-Encoding` or as `Transfer-Encoding` says. */
function foreignCoding(headers: IncomingHttpHeaders): string | undefined {
  const { 'content-encoding': content = '', 'transfer-encoding': transfer = '' } = headers;
  if (!/^(identity)?$/i.test(content.trim())) return content;
  return /^(chunked)?$/i.test(transfer.trim()) ? undefined : transfer;
}

/** A header that is there twice and may not be, or `Host` where it is missing. */
function ambiguous({ rawHeaders, httpVersionMinor }: IncomingMessage): string | undefined {
  const seen = new Set<string>();
  // Over the raw list: of two equal headers `headers` has the first one alone.
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const sent = rawHeaders[index] as string;
    const name = sent.toLowerCase();
    if (!SINGLE.has(name)) continue;
    if (seen.has(name)) return sent;
    seen.add(name);
  }
  return seen.has('host') || httpVersionMinor === 0 ? undefined : 'Host';
}
