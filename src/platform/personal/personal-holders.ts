import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { HoldsPersonalData, type PersonalHolder } from './personal-holder.js';

/** Finds the providers that hold something of people. */
@Injectable()
export class PersonalHolders {
  private found: readonly PersonalHolder[] | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  all(): readonly PersonalHolder[] {
    this.found ??= this.discovery
      .getProviders({ metadataKey: HoldsPersonalData.KEY })
      .map(({ instance }) => instance as PersonalHolder);
    return this.found;
  }
}
