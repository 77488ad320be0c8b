import { basename } from 'node:path';
import { either } from '../../cli/words.mjs';
import { UserError } from '../../scripts/lib/errors.mjs';
import { complain, say } from '../../scripts/lib/terminal.mjs';
import { speakAsAsked, version } from '../runtime/common-options.js';
import { count } from '../runtime/numbers.js';
import { help, parseOptions } from './options.js';
import { readOrders } from './order.js';
import { progressOn, silent } from './progress.js';
import { replay } from './replay.js';
import { plainResult, report } from './report.js';

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  speakAsAsked(args);
  // npm runs a script in the root of the repository, and tells where it was called.
  const asked = parseOptions(args, process.env['INIT_CWD'] ?? process.cwd(), process.env);
  if (asked.help) return say(help());
  if (asked.version) return say(version());
  const tell = asked.json ? () => undefined : say;
  const orders = await readOrders(asked.file, asked.limit);
  const events = orders.flatMap(({ eventos }) => eventos).length;
  const [pedidos, eventos] = [either('pedidos', 'orders'), either('eventos', 'events')];
  tell(
    `${basename(asked.file)}: ${count(orders.length)} ${pedidos}, ${count(events)} ${eventos} → ${asked.url}`,
  );
  tell(`${either('Semilla', 'Seed')} ${asked.seed}`);
  const result = await replay(orders, asked, asked.json ? silent : progressOn(process.stdout));
  say(asked.json ? JSON.stringify(plainResult(result, asked.seed)) : `\n${report(result)}`);
  if (result.mismatches.length > 0) process.exitCode = 1;
}

await main().catch((error: unknown) => {
  complain(error instanceof UserError ? error.message : String((error as Error).stack));
  // At once: whatever else is under way has lost its purpose.
  process.exit(1);
});
