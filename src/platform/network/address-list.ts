import { BlockList, isIP } from 'node:net';
import { plainAddress } from './addresses.js';

/** Addresses and networks, IPv4 and IPv6, as `10.0.0.0/8` or `::1`. */
export class AddressList {
  private readonly list = new BlockList();

  /** @param entries - Each one that `isNetwork`. */
  constructor(entries: readonly string[]) {
    for (const entry of entries) {
      const { address, bits, family } = parse(entry) as Network;
      this.list.addSubnet(address, bits, family);
    }
  }

  /** Whether an address is one of them; what is no address is not. */
  has(address: string): boolean {
    const plain = plainAddress(address);
    const version = isIP(plain);
    return version !== 0 && this.list.check(plain, version === 6 ? 'ipv6' : 'ipv4');
  }
}

interface Network {
  address: string;
  bits: number;
  family: 'ipv4' | 'ipv6';
}

/** Whether a text is an address, or a network in CIDR notation. */
export const isNetwork = (entry: string): boolean => parse(entry) !== undefined;

function parse(entry: string): Network | undefined {
  const [, address = '', length] = /^([0-9a-fA-F:.]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  const version = isIP(address);
  const longest = version === 6 ? 128 : 32;
  const bits = length === undefined ? longest : Number(length);
  if (version === 0 || bits > longest) return undefined;
  return { address, bits, family: version === 6 ? 'ipv6' : 'ipv4' };
}
