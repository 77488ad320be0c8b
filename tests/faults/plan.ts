import { type Random, shuffled } from '../../tools/runtime/random.js';
import { DISK_FAULTS } from './disk-faults.js';
import type { FaultKind } from './fault.js';
import { LOCK_FAULT } from './lock-fault.js';
import { PROCESS_FAULTS } from './process-faults.js';
import type { System } from './system.js';
import { WIRE_FAULTS } from './wire-faults.js';

/** Every way in which things break here. */
export const FAULT_KINDS: readonly FaultKind[] = [
  ...PROCESS_FAULTS,
  ...WIRE_FAULTS,
  ...DISK_FAULTS,
  LOCK_FAULT,
];

/** One fault to come. */
export interface Planned {
  kind: FaultKind;
  target: string;
  holdMs: number;
}

const SHORTEST_MS = 50;
const LONGEST_MS = 1_200;

/**
 * The faults of a seed, without end: first every kind once, in random order, then at random by their weights.
 *
 * @param only - Kinds to choose from; all of them if left out.
 */
export function* planOf(random: Random, system: System, only = FAULT_KINDS): Generator<Planned, never> {
  const possible = only.filter((kind) => kind.targets(system).length > 0);
  const plan = (kind: FaultKind): Planned => {
    const targets = kind.targets(system);
    return {
      kind,
      target: targets[Math.floor(random() * targets.length)] as string,
      holdMs: Math.round(SHORTEST_MS + random() ** 2 * (LONGEST_MS - SHORTEST_MS)),
    };
  };
  for (const kind of shuffled(possible, random)) yield plan(kind);
  const total = possible.reduce((sum, { weight }) => sum + weight, 0);
  for (;;) {
    let dice = random() * total;
    yield plan(possible.find(({ weight }) => (dice -= weight) < 0) ?? (possible[0] as FaultKind));
  }
}
