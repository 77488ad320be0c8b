/**
 * The API itself, but with BullMQ as its manual shows it: one job a traza. Alone, each is added on its own; of a list, all
 * are added with `addBulk`. Everything before and after the queue is the program's own.
 */
import 'reflect-metadata';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../scripts/setup.mjs';
import type { AppModule } from '../../src/app.module.js';
import type { loadConfig } from '../../src/platform/config/config.js';
import type { createHttpApp } from '../../src/platform/http/http-app.js';
import type { openQueue } from '../../src/platform/queues/open-queue.js';
import type { GroupCommit } from '../../src/modules/trazas/group-commit.js';

const load = async <T>(file: string) => (await import(pathToFileURL(join(ROOT, 'dist/src', file)).href)) as T;

const { AppModule: App } = await load<{ AppModule: typeof AppModule }>('app.module.js');
const config = (await load<{ loadConfig: typeof loadConfig }>('platform/config/config.js')).loadConfig();
const http = await load<{ createHttpApp: typeof createHttpApp }>('platform/http/http-app.js');
const queues = await load<{ openQueue: typeof openQueue }>('platform/queues/open-queue.js');
const { REDIS } = await load<{ REDIS: symbol }>('platform/queues/redis.js');
const commits = await load<{ GroupCommit: typeof GroupCommit }>('modules/trazas/group-commit.js');

const app = await http.createHttpApp(App.with(config), false);
const queue = queues.openQueue('trazas', app.get(REDIS, { strict: false }), config.REDIS_PREFIX, {
  removeOnComplete: true,
});
app.get<GroupCommit>(commits.GroupCommit, { strict: false }).capture = async ({ trazas }) => {
  if (trazas.length === 1) return String((await queue.add('1', trazas[0])).id);
  const jobs = await queue.addBulk(trazas.map((data) => ({ name: '1', data })));
  return String(jobs[0]?.id);
};
await app.listen(config.PORT, config.HOST);
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => process.exit());
process.send?.({ tipo: 'lista', port: config.PORT });
