import { say } from '../../scripts/lib/terminal.mjs';
import { decimal } from '../../tools/runtime/numbers.js';
import { median } from '../../tools/runtime/statistics.js';
import { withForeignCpu } from './cpu.js';
import type { Bench, Figure } from './measurement.js';
import { roundsOf } from './rounds.js';

/** One side of a pair: what it came to, in `unit`. */
type Take = (round: number) => Promise<number>;

/** What is divided by what, and how to say so. */
interface Pair {
  subject: { name: string; take: Take };
  baseline: { name: string; take: Take };
  unit: string;
}

/** Cores that other programs may use before it is mentioned. */
const FOREIGN_LIMIT = 0.3;

/** Subject ÷ baseline, taken in turns; the median over the rounds. The pair before the first warms up and counts for nothing. */
export async function takePairs(bench: Bench, { subject, baseline, unit }: Pair): Promise<Figure> {
  const [subjects, baselines, ratios, foreigns]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let round = 0; round <= roundsOf(bench); round += 1) {
    const { value, foreign = 0 } = await withForeignCpu(
      async () => [await subject.take(round), await baseline.take(round)] as const,
    );
    const [a, b] = value;
    const name = round === 0 ? 'calentamiento' : `ronda ${round} de ${roundsOf(bench)}`;
    say(`  ${name.padEnd(16)} ${decimal(a, 2)} ÷ ${decimal(b, 2)} ${unit} = ${decimal(a / b, 3)}`);
    if (round === 0) continue;
    subjects.push(a);
    baselines.push(b);
    ratios.push(a / b);
    foreigns.push(foreign);
  }
  return {
    value: median(ratios),
    unit: 'ratio',
    behind: {
      [`${subject.name} (${unit})`]: median(subjects),
      [`${baseline.name} (${unit})`]: median(baselines),
    },
    notes: notesOn(foreigns),
  };
}

function notesOn(foreigns: readonly number[]): string[] {
  const most = Math.max(...foreigns);
  return most > FOREIGN_LIMIT
    ? [`otros programas usaron hasta ${decimal(most, 1)} núcleos: repítase con la máquina en calma`]
    : [];
}
