/** What the commands say: one calm line a step, with the seconds it took. */

let open = '';

// A reader that went away (a closed pipe, a killed npm) must not end an orderly stop halfway.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

/** @param {string} text */
export function say(text) {
  if (open) process.stdout.write('\n');
  open = '';
  process.stdout.write(`${text}\n`);
}

/** @param {string} text */
export function complain(text) {
  if (open) process.stdout.write('\n');
  open = '';
  process.stderr.write(`\n${text}\n`);
}

/**
 * Shows a step while it lasts. One at a time.
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const start = Date.now();
  process.stdout.write(`${label}…`);
  open = label;
  const result = await work();
  const interrupted = open !== label;
  process.stdout.write(`${interrupted ? `${label}…` : ''}  ${seconds(start)}\n`);
  open = '';
  return result;
}

/** @param {number} start in milliseconds, as of Date.now() */
export function seconds(start) {
  const elapsed = (Date.now() - start) / 1000;
  return `${elapsed < 10 ? elapsed.toFixed(1).replace('.', ',') : Math.round(elapsed)} s`;
}

/**
 * @param {string} title
 * @param {[string, string][]} rows
 */
export function box(title, rows) {
  const labels = Math.max(...rows.map(([label]) => label.length));
  const lines = [title, '', ...rows.map(([label, value]) => `${label.padEnd(labels)}  ${value}`)];
  const width = Math.max(...lines.map((line) => line.length));
  say(`\n┌${'─'.repeat(width + 4)}┐`);
  for (const line of lines) say(`│  ${line.padEnd(width)}  │`);
  say(`└${'─'.repeat(width + 4)}┘\n`);
}
