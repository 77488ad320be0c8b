/** At the end of a run: the files that took longest. */
import { relative } from 'node:path';

const SHOWN = 10;

export default class SlowestReporter {
  /** @param {{ rootDir: string }} globalConfig */
  constructor({ rootDir }) {
    this.rootDir = rootDir;
  }

  /**
   * @param {unknown} _contexts
   * @param {{ testResults: readonly FileResult[] }} results
   */
  onRunComplete(_contexts, { testResults }) {
    // One file says by itself how long it took.
    if (testResults.length > 1) process.stderr.write(`\n${slowest(testResults, this.rootDir)}\n`);
  }
}

/**
 * @typedef {{ testFilePath: string, numPassingTests: number, numFailingTests: number,
 *   perfStats: { start: number, end: number } }} FileResult
 */

/**
 * A table of the slowest files: seconds, share of the time of all files, tests, name.
 *
 * @param {readonly FileResult[]} results
 * @param {string} root
 */
export function slowest(results, root) {
  const files = results.map(({ testFilePath, numPassingTests, numFailingTests, perfStats }) => ({
    name: relative(root, testFilePath),
    tests: numPassingTests + numFailingTests,
    seconds: Math.max(0, perfStats.end - perfStats.start) / 1_000,
  }));
  const total = files.reduce((sum, { seconds }) => sum + seconds, 0);
  const rows = files
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, SHOWN)
    .map(({ name, tests, seconds }) => [
      seconds.toFixed(1),
      `${total > 0 ? Math.round((100 * seconds) / total) : 0} %`,
      String(tests),
      name,
    ]);
  const all = [total.toFixed(1), '100 %', String(files.reduce((sum, { tests }) => sum + tests, 0)), 'todas'];
  const lines = [['s', '', 'pruebas', 'archivo'], ...rows, all];
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) => line.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '))
    .join('\n');
}
