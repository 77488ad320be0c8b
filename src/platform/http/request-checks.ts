import type { FastifyInstance } from 'fastify';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { DomainError } from '../errors/domain-error.js';

/**
 * Refuses requests whose headers leave open what is meant: whom they are for (RFC 9112, 3.2: one `Host`, no more and no
 * less), or what their body is once it is unpacked: nothing of that is done here.
 */
export function checkRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ raw }, reply, done) => {
    const encoding = foreignCoding(raw.headers);
    if (encoding !== undefined) {
      // RFC 7694: says which ones would have been taken.
      void reply.header('accept-encoding', 'identity');
      return done(new DomainError('codificacion-no-admitida', { codificacion: encoding }));
    }
    done(isForOneHost(raw) ? undefined : new DomainError('solicitud-invalida', { motivo: 'Host' }));
  });
}

/** How a body is packed on its way, if Node does not unpack it: as `Content-Encoding` or as `Transfer-Encoding` says. */
function foreignCoding(headers: IncomingHttpHeaders): string | undefined {
  const { 'content-encoding': content = '', 'transfer-encoding': transfer = '' } = headers;
  if (!/^(identity)?$/i.test(content.trim())) return content;
  return /^(chunked)?$/i.test(transfer.trim()) ? undefined : transfer;
}

// Over the raw list: of two equal headers `headers` has the first one alone.
function isForOneHost({ rawHeaders, httpVersionMinor }: IncomingMessage): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts === 1 || (hosts === 0 && httpVersionMinor === 0);
}
