import type { Cleanup } from './cleanup.js';
import type { Services } from './services.js';

/** What a measurement works with. */
export interface Bench {
  services: Services;
  cleanup: Cleanup;
  /** Small data and short rounds: to see that it works, not what it yields. */
  rapid: boolean;
  /** Whether the processes under measurement write CPU profiles into `profiles`; then the figures mean nothing. */
  profile: boolean;
  profiles: string;
  seed: number;
}

/** One side of a comparison in one round, or of all rounds. */
export interface Side {
  /** What was counted, a second. */
  perSecond: number;
  /** Milliseconds. */
  p50?: number;
  p99?: number;
  /** CPU cores used, by process. */
  cpu: Record<string, number>;
}

/** What a comparison came to: subject ÷ baseline. */
export interface Comparison {
  subject: { name: string; rounds: Side[] };
  baseline: { name: string; rounds: Side[] };
  /** What each side counts. */
  unit: string;
  /** What one has to know to read the figures. */
  notes: string[];
}

/** What a measurement came to that is not a comparison of two speeds. */
export interface Figure {
  value: number;
  unit: 'ratio' | 'ms' | 'fallas';
  /** The figures behind it. */
  behind: Record<string, number>;
  /** What one has to know to read it. */
  notes: string[];
}

/** One ratio or figure of a suite. */
export interface Measurement {
  id: string;
  description: string;
  /** The least (or the most) that is asked of it; null: it is only reported. */
  target: { atLeast: number } | { atMost: number } | null;
  run(bench: Bench): Promise<Comparison | Figure>;
}

/** `bench/<name>/suite.ts` exports one of these as its default. */
export interface Suite {
  description: string;
  measurements: readonly Measurement[];
}
