import { Cleanup } from '../../../bench/harness/cleanup.js';
import type { Measurement, Side } from '../../../bench/harness/measurement.js';
import { judge } from '../../../bench/harness/result.js';
import { listSuites } from '../../../bench/harness/suites.js';

const sides = (...rates: number[]): Side[] => rates.map((perSecond) => ({ perSecond, cpu: {} }));
const comparison = (subject: number[], baseline: number[]) => ({
  subject: { name: 'A', rounds: sides(...subject) },
  baseline: { name: 'B', rounds: sides(...baseline) },
  unit: 'x/s',
  notes: [],
});
const measurement = (target: Measurement['target']): Measurement => ({
  id: 'a_vs_b',
  description: '',
  target,
  run: () => Promise.reject(new Error('not here')),
});

test('a ratio is the median of its pairs, not the ratio of medians', () => {
  // Pairs: 0.5, 0.9, 0.1. A slow moment of the machine met both sides of the third.
  const { ratio } = judge(measurement(null), comparison([50, 90, 1], [100, 100, 10]));
  expect(ratio).toEqual({ id: 'a_vs_b', value: 0.5, unit: 'ratio', target: null, ok: null });
});

test.each([
  [{ atLeast: 0.5 }, true],
  [{ atLeast: 0.6 }, false],
  [{ atMost: 0.5 }, true],
  [{ atMost: 0.4 }, false],
])('target %j', (target, ok) => {
  expect(judge(measurement(target), comparison([50], [100])).ratio.ok).toBe(ok);
});

test('suites are found by their directory', () => {
  expect(listSuites()).toContain('esqueleto');
  expect(listSuites()).not.toContain('harness');
});

test('everything is undone, the last first, once, also when something fails', async () => {
  const cleanup = new Cleanup();
  const undone: string[] = [];
  cleanup.add(async () => undone.push('first'));
  cleanup.add(() => Promise.reject(new Error('stuck')));
  cleanup.add(async () => undone.push('last'));
  const ends = [cleanup.run(), cleanup.run()];
  await expect(Promise.all(ends)).rejects.toThrow('No se pudo parar todo');
  expect(undone).toEqual(['last', 'first']);
});
