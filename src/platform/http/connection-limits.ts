import type { Server } from 'node:http';
import type { Config } from '../config/config.js';
import { plainAddress } from '../network/addresses.js';
import type { Proxies } from './proxies.js';

type Limits = Pick<
  Config,
  'TRAZO_CONEXIONES_POR_IP' | 'TRAZO_CABECERAS_SEGUNDOS' | 'TRAZO_INACTIVIDAD_SEGUNDOS'
>;

/** How often Node looks for requests that are late, in milliseconds. */
export const LATE_LOOK_MS = 2_000;

/**
 * Bounds what connections may cost that bring no requests: how many an address holds, how long one stays silent before its
 * headers have come, and how long nothing moves on it. All addresses behind a proxy that is trusted are counted by the proxy.
 */
export function limitConnections(server: Server, limits: Limits, proxies: Proxies): void {
  server.headersTimeout = limits.TRAZO_CABECERAS_SEGUNDOS * 1_000;
  server.setTimeout(limits.TRAZO_INACTIVIDAD_SEGUNDOS * 1_000);
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const address = plainAddress(socket.remoteAddress ?? '');
    if (proxies.trusts(address)) return;
    const count = open.get(address) ?? 0;
    // No answer: there is no request yet, and to say something would cost more than it had to.
    if (count >= limits.TRAZO_CONEXIONES_POR_IP) return void socket.destroy();
    open.set(address, count + 1);
    socket.once('close', () => {
      const left = (open.get(address) as number) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
  });
}
