import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { endOrphanPostgres } from './postgres.mjs';
import { ORIGIN_FILE, originNote } from './postgres-account.mjs';
import { endOrphanRedis } from './redis.mjs';

/**
 * Ends whatever still runs on a data directory and deletes it, with what lies elsewhere on its behalf: started by root,
 * PostgreSQL may keep its data outside of a checkout that its account cannot enter.
 * @param {string} dataDir of throw-away services, such as those of a test run
 */
export async function removeData(dataDir) {
  const root = resolve(dataDir);
  await endOrphanRedis(root);
  await endOrphanPostgres(root);
  const home = join(root, 'postgres');
  if (existsSync(home)) {
    const place = realpathSync(home);
    const note = join(place, ORIGIN_FILE);
    if (existsSync(note) && readFileSync(note, 'utf8') === originNote(root))
      rmSync(place, { recursive: true });
  }
  rmSync(root, { recursive: true, force: true });
}
