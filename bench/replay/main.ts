import { basename } from 'node:path';
import { UserError } from '../../scripts/lib/errors.mjs';
import { complain, say } from '../../scripts/lib/terminal.mjs';
import { count } from '../runtime/numbers.js';
import { HELP, parseOptions } from './options.js';
import { readOrders } from './order.js';
import { progressOn } from './progress.js';
import { replay } from './replay.js';
import { report } from './report.js';

async function main(): Promise<void> {
  // npm runs a script in the root of the repository, and tells where it was called.
  const asked = parseOptions(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd());
  if (asked.help) return say(HELP);
  const orders = await readOrders(asked.file, asked.limit);
  const events = orders.flatMap(({ eventos }) => eventos).length;
  say(`${basename(asked.file)}: ${count(orders.length)} pedidos, ${count(events)} eventos → ${asked.url}`);
  say(`Semilla ${asked.seed}`);
  const result = await replay(orders, asked, progressOn(process.stdout));
  say(`\n${report(result)}`);
  if (result.mismatches.length > 0) process.exitCode = 1;
}

await main().catch((error: unknown) => {
  complain(error instanceof UserError ? error.message : String((error as Error).stack));
  // At once: whatever else is under way has lost its purpose.
  process.exit(1);
});
