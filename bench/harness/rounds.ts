import { say } from '../../scripts/lib/terminal.mjs';
import { count, decimal } from '../runtime/numbers.js';
import type { Bench, Side } from './suite.js';

/** Runs one side of a comparison once. */
export type Turn = (round: number) => Promise<Side>;

/** How often each side gets its turn. */
export function roundsOf({ rapid, profile }: Bench): number {
  return profile ? 1 : rapid ? 3 : 5;
}

/**
 * Subject and baseline in turns (A B A B …), so that whatever else the machine does meets both. The pair before the
 * first counts for nothing: it warms both up.
 */
export async function inTurns(bench: Bench, subject: Turn, baseline: Turn) {
  const rounds = roundsOf(bench);
  const result: { subject: Side[]; baseline: Side[] } = { subject: [], baseline: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const [a, b] = [await subject(round), await baseline(round)];
    const name = round === 0 ? 'calentamiento' : `ronda ${round} de ${rounds}`;
    say(`  ${name.padEnd(16)} ${count(a.perSecond)}/s ÷ ${count(b.perSecond)}/s = ${decimal(a.perSecond / b.perSecond, 3)}`);
    if (round === 0) continue;
    result.subject.push(a);
    result.baseline.push(b);
  }
  return result;
}
