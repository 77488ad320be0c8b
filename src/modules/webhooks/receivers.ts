import { Inject, Injectable } from '@nestjs/common';
import { lookup } from 'node:dns';
import { lookup as resolve } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { AddressList } from '../../platform/network/address-list.js';
import { isPublic } from './public-address.js';

/** Why nothing is sent to an address. */
export class AddressRefused extends Error {
  constructor(address: string) {
    super(`${address} no es una dirección pública`);
  }
}

/**
 * Where we may call. An address is looked at where the webhook is made, and once more where each connection is made, after the
 * name was resolved: what a name means may change in between.
 */
@Injectable()
export class Receivers {
  private readonly allowed: AddressList;

  constructor(@Inject(CONFIG) { TRAZO_WEBHOOKS_PERMITIDOS }: Config) {
    this.allowed = new AddressList(TRAZO_WEBHOOKS_PERMITIDOS);
  }

  /** Resolves a name for a connection; one that leads inside, also among others, is refused. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const inside = addresses.find(({ address }) => !this.mayCall(address));
      if (inside) return callback(new AddressRefused(inside.address), '', 0);
      const [first] = addresses;
      if (options.all) (callback as unknown as (error: null, all: typeof addresses) => void)(null, addresses);
      else callback(null, first?.address ?? '', first?.family ?? 0);
    });
  };

  /** A connection to an address that is written in the URL asks for no name. */
  assertAddress(url: URL): void {
    const host = addressOf(url);
    if (isIP(host) !== 0 && !this.mayCall(host)) throw new AddressRefused(host);
  }

  /**
   * Whether a URL may become that of a webhook. A name that means nothing yet may: it is looked at again.
   *
   * @throws {DomainError} `validacion` at `#/url`
   */
  async assertUsable(text: string): Promise<void> {
    const url = URL.parse(text);
    const refuse = (code: 'url' | 'direccion-no-publica' | 'sin-tls') =>
      DomainError.invalid([{ pointer: '#/url', code }]);
    if (!url || !['https:', 'http:'].includes(url.protocol) || url.username || url.password)
      throw refuse('url');
    const host = addressOf(url);
    const addresses =
      isIP(host) === 0
        ? (await resolve(host, { all: true }).catch(() => [])).map(({ address }) => address)
        : [host];
    if (!addresses.every((address) => this.mayCall(address))) throw refuse('direccion-no-publica');
    const inside = addresses.length > 0 && addresses.every((address) => this.allowed.has(address));
    if (url.protocol === 'http:' && !inside) throw refuse('sin-tls');
  }

  private mayCall(address: string): boolean {
    return isPublic(address) || this.allowed.has(address);
  }
}

const addressOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');
