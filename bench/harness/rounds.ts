import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../../scripts/lib/terminal.mjs';
import { count, decimal } from '../../tools/runtime/numbers.js';
import { withForeignCpu } from './cpu.js';
import type { Bench, Side } from './measurement.js';

/** Runs one side of a comparison once. */
export type Turn = (round: number) => Promise<Side>;

/** How often each side gets its turn. */
export function roundsOf({ rapid, profile }: Bench): number {
  return profile ? 1 : rapid ? 3 : 5;
}

/** Cores that other programs may use during a pair; with more it says something about them and not about us. */
const FOREIGN_LIMIT = 0.3;
/** Repeats, for each pair that is wanted, before the machine is taken as it is. */
const PATIENCE = 2;
/** How long to wait for a calm moment before a pair. */
const CALM_LOOK_MS = 2_000;
const CALM_LOOKS = 15;

/**
 * Subject and baseline in turns (A B A B …), so that whatever else the machine does meets both. The pair before the
 * first counts for nothing: it warms both up. Each waits a while for a calm
 * moment, and one that other programs disturbed is repeated, unless they never stop.
 */
export async function inTurns(bench: Bench, subject: Turn, baseline: Turn) {
  const wanted = roundsOf(bench);
  const patient = !bench.rapid && !bench.profile;
  const spare = patient ? wanted * PATIENCE : 0;
  const kept: { subject: Side; baseline: Side; foreign: number }[] = [];
  for (let round = 0, disturbed = 0; kept.length < wanted; round += 1) {
    if (patient) await untilCalm();
    const { value, foreign = 0 } = await withForeignCpu(
      async () => [await subject(round), await baseline(round)] as const,
    );
    const [a, b] = value;
    const repeat = round > 0 && foreign > FOREIGN_LIMIT && disturbed < spare;
    const name = round === 0 ? 'calentamiento' : `ronda ${kept.length + 1} de ${wanted}`;
    const ratio = `${count(a.perSecond)}/s ÷ ${count(b.perSecond)}/s = ${decimal(a.perSecond / b.perSecond, 3)}`;
    const others =
      foreign > FOREIGN_LIMIT
        ? `  (otros programas: ${decimal(foreign, 1)} núcleos${repeat ? '; se repite' : ''})`
        : '';
    say(`  ${name.padEnd(16)} ${ratio}${others}`);
    if (repeat) disturbed += 1;
    else if (round > 0) kept.push({ subject: a, baseline: b, foreign });
  }
  return {
    subject: kept.map((pair) => pair.subject),
    baseline: kept.map((pair) => pair.baseline),
    notes: notesOn(kept.map(({ foreign }) => foreign)),
  };
}

async function untilCalm(): Promise<void> {
  for (let look = 0; look < CALM_LOOKS; look += 1) {
    const { foreign = 0 } = await withForeignCpu(() => sleep(CALM_LOOK_MS));
    if (foreign < FOREIGN_LIMIT) return;
  }
}

function notesOn(foreign: readonly number[]): string[] {
  const disturbed = foreign.filter((cores) => cores > FOREIGN_LIMIT);
  if (disturbed.length === 0) return [];
  return [
    `${disturbed.length} de ${foreign.length} rondas con otros programas en marcha (hasta ${decimal(Math.max(...disturbed), 1)} núcleos): repítase con la máquina en calma`,
  ];
}
