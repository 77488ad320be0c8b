import { type DynamicModule, Module } from '@nestjs/common';
import { BUSINESS_MODULES } from './modules.js';
import type { Config } from './platform/config/config.js';
import { HealthModule } from './platform/health/health.module.js';
import { HttpModule } from './platform/http/http.module.js';
import { PlatformModule } from './platform/platform.module.js';

/** The API process. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.with(config), HttpModule, HealthModule, ...BUSINESS_MODULES],
    };
  }
}
