import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { PersonalEraser } from './personal-eraser.js';
import { PersonalHolders } from './personal-holders.js';
import { PersonalReader } from './personal-reader.js';

/** What gives out and erases the data of people, wherever modules hold them. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [PersonalEraser, PersonalHolders, PersonalReader],
  exports: [PersonalEraser, PersonalReader],
})
export class PersonalModule {}
