import { slowest } from '../../support/slowest-reporter.mjs';

const file = (name: string, seconds: number) => ({
  testFilePath: `/repo/tests/${name}.test.ts`,
  numPassingTests: 2,
  numFailingTests: 1,
  perfStats: { start: 1_000, end: 1_000 + seconds * 1_000 },
});

test('the ten slowest files are shown, the slowest first, with their share of all', () => {
  const files = Array.from({ length: 12 }, (_, index) => file(`f${index + 1}`, index + 1));
  const lines = slowest(files, '/repo').split('\n');
  expect(lines).toHaveLength(12);
  expect(lines[0]).toBe('   s         pruebas  archivo');
  expect(lines[1]).toBe('12.0   15 %        3  tests/f12.test.ts');
  expect(lines[10]).toBe(' 3.0    4 %        3  tests/f3.test.ts');
  expect(lines[11]).toBe('78.0  100 %       36  todas');
});

test('a file that took no time, or could not begin, is no fault', () => {
  expect(slowest([file('a', 0)], '/repo')).toContain('0.0    0 %        3  tests/a.test.ts');
});
