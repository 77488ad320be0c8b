import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../../scripts/lib/terminal.mjs';
import type { Bench } from '../harness/measurement.js';
import type { Stack } from '../harness/stack.js';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';

const SHOWN_LINES = 80;
const LOG_DELAY_MS = 500;

/** Prints what PostgreSQL does for a request: the plans of all its statements, as they ran. Starts the API anew. */
export async function explainRequest(bench: Bench, stack: Stack, path: string): Promise<void> {
  const log = join(bench.services.directory, 'logs', 'postgres.log');
  await stack.pool.query(`
    DO $$
    BEGIN
      EXECUTE format('ALTER DATABASE %I SET session_preload_libraries = auto_explain', current_database());
      EXECUTE format('ALTER DATABASE %I SET auto_explain.log_min_duration = 0', current_database());
      EXECUTE format('ALTER DATABASE %I SET auto_explain.log_analyze = on', current_database());
      EXECUTE format('ALTER DATABASE %I SET auto_explain.log_buffers = on', current_database());
      EXECUTE format('ALTER DATABASE %I SET auto_explain.log_nested_statements = on', current_database());
    END
    $$`);
  await stack.stop('api');
  await stack.start('api');
  await fetch(`${stack.url}/v1/envios?limit=1`, { headers: HOUSE_HEADERS });
  await sleep(LOG_DELAY_MS);
  const before = statSync(log).size;
  await (await fetch(`${stack.url}${path}`, { headers: HOUSE_HEADERS })).text();
  await sleep(LOG_DELAY_MS);
  const lines = readFileSync(log).subarray(before).toString().split('\n');
  say(`\n  plan de GET ${path.slice(0, 200)}`);
  for (const line of lines.slice(0, SHOWN_LINES)) say(`    ${line.slice(0, 220)}`);
  if (lines.length > SHOWN_LINES) say(`    … y ${lines.length - SHOWN_LINES} líneas más`);
  await stack.pool.query(`
    DO $$
    BEGIN
      EXECUTE format('ALTER DATABASE %I RESET ALL', current_database());
    END
    $$`);
  await stack.stop('api');
  await stack.start('api');
}
