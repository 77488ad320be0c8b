import { UserError } from '../../scripts/lib/errors.mjs';
import { complain, say } from '../../scripts/lib/terminal.mjs';
import { count } from '../runtime/numbers.js';
import { HELP, parseOptions } from './options.js';
import { report, statusLine } from './report.js';
import { Simulation } from './simulation.js';
import { statusOn } from './status.js';

async function main(): Promise<void> {
  const asked = parseOptions(process.argv.slice(2));
  if (asked.help) return say(HELP);
  say(
    `${count(asked.devices)} dispositivos, ${count(asked.perSecond)} trazas por segundo, ${count(asked.durationMs / 1_000)} s → ${asked.url}`,
  );
  say(`Semilla ${asked.seed}`);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  const status = statusOn(process.stdout);
  const result = await new Simulation(asked, (state) => status.show(statusLine(state))).run(stop.signal);
  status.end();
  say(`\n${report(result)}`);
  if (result.broken.length + result.shown.wrong.length > 0) process.exitCode = 1;
}

await main().catch((error: unknown) => {
  complain(error instanceof UserError ? error.message : String((error as Error).stack));
  // At once: whatever else is under way has lost its purpose.
  process.exit(1);
});
