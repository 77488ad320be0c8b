import { either } from '../../cli/words.mjs';
import { UserError } from '../../scripts/lib/errors.mjs';
import { complain, say } from '../../scripts/lib/terminal.mjs';
import { speakAsAsked, version } from '../runtime/common-options.js';
import { count } from '../runtime/numbers.js';
import { help, parseOptions } from './options.js';
import { plainResult, report, statusLine } from './report.js';
import { Simulation } from './simulation.js';
import { statusOn } from './status.js';

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  speakAsAsked(args);
  const asked = parseOptions(args, process.env);
  if (asked.help) return say(help());
  if (asked.version) return say(version());
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  if (!asked.json) {
    const [devices, perSecond] = [count(asked.devices), count(asked.perSecond)];
    const what = either(
      `${devices} dispositivos, ${perSecond} trazas por segundo`,
      `${devices} devices, ${perSecond} trazas a second`,
    );
    say(`${what}, ${count(asked.durationMs / 1_000)} s → ${asked.url}`);
    say(`${either('Semilla', 'Seed')} ${asked.seed}`);
  }
  const status = asked.json ? undefined : statusOn(process.stdout);
  const result = await new Simulation(asked, (state) => status?.show(statusLine(state))).run(stop.signal);
  status?.end();
  say(asked.json ? JSON.stringify(plainResult(result, asked.seed)) : `\n${report(result)}`);
  if (result.broken.length + result.shown.wrong.length > 0) process.exitCode = 1;
}

await main().catch((error: unknown) => {
  complain(error instanceof UserError ? error.message : String((error as Error).stack));
  // At once: whatever else is under way has lost its purpose.
  process.exit(1);
});
