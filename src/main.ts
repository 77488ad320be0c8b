import 'reflect-metadata';
import { AppModule } from './app.module.js';
import { loadConfig } from './platform/config/config.js';
import { assertKnown } from './platform/database/known-database.js';
import { createHttpApp } from './platform/http/http-app.js';
import { serveApiDocs } from './platform/http/openapi.js';
import { createLogger } from './platform/logging/process-log.js';
import { runUntilStopped } from './platform/lifecycle/run.js';
import { start } from './platform/lifecycle/start.js';
import { startTracing } from './platform/tracing/start-tracing.js';
import { assertGuarantees } from './platform/queues/redis.js';

start(async () => {
  const config = loadConfig();
  const stopTracing = await startTracing(config, 'api');
  await assertGuarantees(config);
  await assertKnown(config);
  const app = await createHttpApp(AppModule.with(config), createLogger({ ...config, proceso: 'api' }));
  serveApiDocs(app);
  await app.listen(config.PORT, config.HOST);
  runUntilStopped(app, config, stopTracing);
});
