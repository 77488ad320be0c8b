import { isIP, isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** An IPv4 address on a socket of IPv6 (RFC 4291, 2.5.5.2). */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** An address in the form in which it is compared: IPv4 as such, IPv6 without its zone. */
export function plainAddress(address: string): string {
  return MAPPED.exec(address)?.[1] ?? (address.split('%')[0] as string);
}

/**
 * Address of whoever sent a request: that of the connection, or what a proxy that we trust says of it. A proxy that says what is
 * no address says nothing.
 */
export function clientAddress({ ip, raw }: Pick<FastifyRequest, 'ip' | 'raw'>): string {
  const said = plainAddress(ip ?? '');
  return isIP(said) ? said : plainAddress(raw.socket.remoteAddress ?? '');
}

/** Groups of an IPv6 address that name a network: whoever has one of it has all of its addresses. */
const NETWORK_GROUPS = 4;

/** What an address is counted by: itself, or of IPv6 its network of 64 bits. */
export function countedAs(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after];
  const network = groups.slice(0, NETWORK_GROUPS).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
