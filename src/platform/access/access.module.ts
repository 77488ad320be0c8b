import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AccessTable } from './access-table.js';

/** Who may do what. */
@Global()
@Module({ imports: [DiscoveryModule], providers: [AccessTable], exports: [AccessTable] })
export class AccessModule {}
