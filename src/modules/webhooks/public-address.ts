import { isIP } from 'node:net';
import { AddressList } from '../../platform/network/address-list.js';
import { plainAddress } from '../../platform/network/addresses.js';

/** Addresses that are not of the public Internet (RFC 6890 and its registries), or may lead inside. */
const INSIDE = new AddressList([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ...['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
]);

/** Of IPv6 only this is given out. */
const GIVEN_OUT = new AddressList(['2000::/3']);

/** Whether an IP address is one of the public Internet. */
export function isPublic(address: string): boolean {
  const version = isIP(plainAddress(address));
  return version !== 0 && !INSIDE.has(address) && (version === 4 || GIVEN_OUT.has(address));
}
