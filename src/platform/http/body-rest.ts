import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { BODY_LIMIT, discardRest } from './content-types.js';

/** How long a connection that is about to be closed still takes what its client is sending, in milliseconds. */
const LINGER_MS = 2_000;

/**
 * Takes care of bodies that are answered before they have come whole, whatever the reason. A rest that is small is read and
 * thrown away, so that the next request on the connection finds its beginning. Of any other one the connection ends with
 * the answer: our side at once, the client's when it has read that, or after a while. Closed in the middle of what it is
 * sending, the client would lose the answer that says why.
 */
export function addBodyRests(fastify: FastifyInstance): void {
  fastify.addHook('onSend', ({ raw }, reply, _payload, done) => {
    if (hasRest(raw)) {
      if (!isSmall(raw)) void reply.header('connection', 'close');
      discardRest(raw);
      linger(raw.socket);
    }
    done();
  });
}

function hasRest({ complete, headers }: FastifyRequest['raw']): boolean {
  return !complete && (headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0);
}

function isSmall({ headers }: IncomingMessage): boolean {
  return Number(headers['content-length']) <= BODY_LIMIT;
}

/** When Node closes this connection, it takes what comes for a while longer. */
function linger(socket: Socket): void {
  socket.destroySoon = () => {
    socket.end();
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => clearTimeout(timer));
  };
}
