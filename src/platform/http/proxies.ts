import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { AddressList } from '../network/address-list.js';

/** The proxies in front of us. What one of them says of its client is believed, and what anybody else says is not. */
@Injectable()
export class Proxies {
  private readonly list: AddressList;

  constructor(@Inject(CONFIG) { TRAZO_PROXIES }: Config) {
    this.list = new AddressList(TRAZO_PROXIES);
  }

  trusts(address: string): boolean {
    return this.list.has(address);
  }
}
