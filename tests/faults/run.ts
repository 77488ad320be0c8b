import { setTimeout as sleep } from 'node:timers/promises';
import { randomOf } from '../../tools/runtime/random.js';
import { type Audit, audit, countDifferences, violationsOf } from './audit.js';
import { Canary } from './canary.js';
import { DidNotHappen, type FaultKind } from './fault.js';
import { Fleet } from './fleet.js';
import { Importer } from './importer.js';
import { Ledger } from './ledger.js';
import { FAULT_KINDS, type Planned, planOf } from './plan.js';
import { QueueDoor } from './queue-door.js';
import { settle } from './settle.js';
import { System, type SystemOptions } from './system.js';

export interface RunOptions extends SystemOptions {
  seed: number;
  /** How many faults have to happen. */
  faults: number;
  /** After so long none is begun any more, however many there were; no end if left out. */
  limitMs?: number;
  /** How many may be under way at the same time. */
  lanes: number;
  /** Requests a second that the fleet posts. */
  rate: number;
  /** Called with the system as soon as it stands, so that it can be closed from outside. */
  onSystem?: (system: System) => void;
  /** Kinds to choose from; all of them if left out. */
  only?: readonly FaultKind[];
  onFault?: (result: FaultResult, count: number) => void;
  onMiss?: (planned: Planned, reason: string) => void;
  /** Called with the system at rest, after the audit. */
  inspect?: (system: System, ledger: Ledger) => Promise<void>;
}

/** One fault that happened. */
export interface FaultResult {
  kind: string;
  target: string;
  evidence: string;
  /** From its end until a traza posted after it was stored. */
  recoveryMs: number;
}

export interface RunResult {
  seed: number;
  faults: FaultResult[];
  /** Faults that another one got in the way of, by kind. */
  missed: Map<string, number>;
  /** Kinds that this machine does not allow. */
  impossible: string[];
  audit: Audit;
  answers: Map<string, number>;
  /** From the end of the last fault until nothing was left to do. */
  settledMs: number;
  seconds: number;
  violations: string[];
}

const RECOVERY_LIMIT_MS = 60_000;
/** A kind that failed so often to come about is left to chance. */
const MISSES_ALLOWED = 10;
const MISS_PAUSE_MS = 250;
/** Read model and definition are compared in the midst of it all after so many faults. */
const COMPARE_EVERY = 100;

/** A system of its own, a fleet that posts, faults from a seed, and an audit of it all. */
export async function runFaults(options: RunOptions): Promise<RunResult> {
  const begun = performance.now();
  const system = await System.start(options);
  options.onSystem?.(system);
  try {
    const run = new Run(system, options);
    return await run.execute(begun);
  } finally {
    await system.close();
  }
}

class Run {
  readonly #system: System;
  readonly #options: RunOptions;
  readonly #ledger = new Ledger();
  readonly #canary = new Canary(this.#ledger);
  readonly #faults: FaultResult[] = [];
  readonly #missed = new Map<string, number>();
  readonly #violations: string[] = [];
  readonly #struck = new Set<string>();
  readonly #waiting: Planned[] = [];
  readonly #random: () => number;
  readonly #plan: Generator<Planned, never>;
  readonly #deadline: number;
  #begun = 0;
  #failed = false;

  constructor(system: System, options: RunOptions) {
    this.#system = system;
    this.#options = options;
    this.#deadline = performance.now() + (options.limitMs ?? Infinity);
    this.#random = randomOf(options.seed);
    this.#plan = planOf(randomOf(options.seed + 1), system, options.only);
  }

  async execute(begun: number): Promise<RunResult> {
    const { seed, rate, lanes } = this.#options;
    const fleet = new Fleet({
      random: randomOf(seed + 2),
      ledger: this.#ledger,
      rate,
      urls: this.#system.urls,
    });
    const importer = new Importer(randomOf(seed + 3), this.#ledger, this.#system.urls);
    const door = new QueueDoor(this.#system.redis, this.#ledger);
    try {
      await fleet.start();
      importer.start();
      door.start();
      await Promise.all(Array.from({ length: lanes }, () => this.#lane()));
    } finally {
      await Promise.all([fleet.stop(), importer.stop(), door.stop()]);
      this.#canary.close();
    }
    const ended = performance.now();
    await settle(this.#system);
    const settledMs = performance.now() - ended;
    const found = await audit(this.#system, this.#ledger);
    const result: RunResult = {
      seed,
      faults: this.#faults,
      missed: this.#missed,
      impossible: FAULT_KINDS.filter(({ targets }) => targets(this.#system).length === 0).map(
        ({ name }) => name,
      ),
      audit: found,
      answers: this.#ledger.answers,
      settledMs,
      seconds: (performance.now() - begun) / 1_000,
      violations: [...this.#violations, ...this.#system.surprises, ...violationsOf(found)],
    };
    await this.#options.inspect?.(this.#system, this.#ledger);
    return result;
  }

  async #lane(): Promise<void> {
    while (!this.#failed && this.#begun < this.#options.faults && performance.now() < this.#deadline) {
      const planned = this.#take();
      this.#begun += 1;
      this.#struck.add(planned.target);
      try {
        await this.#strike(planned);
      } catch (error) {
        this.#failed = true;
        throw error;
      } finally {
        this.#struck.delete(planned.target);
      }
    }
  }

  /** The next fault of the plan whose target is not being struck already. */
  #take(): Planned {
    for (;;) {
      const index = this.#waiting.findIndex(({ target }) => !this.#struck.has(target));
      if (index >= 0) return this.#waiting.splice(index, 1)[0] as Planned;
      this.#waiting.push(this.#plan.next().value);
    }
  }

  async #strike(planned: Planned): Promise<void> {
    const { kind, target, holdMs } = planned;
    let liftedAt = 0;
    const lifted = () => void (liftedAt ||= performance.now());
    const evidence = await kind
      .strike({ system: this.#system, target, holdMs, random: this.#random, lifted })
      .catch(async (error: unknown) => {
        if (!(error instanceof DidNotHappen)) throw error;
        await this.#miss(planned, error.message);
        return undefined;
      });
    if (evidence === undefined) return;
    const own = this.#system.of('api').find(({ name }) => target.startsWith(name));
    const stored = await this.#canary.sing(own ? [own.url] : this.#system.urls, RECOVERY_LIMIT_MS);
    const recoveryMs = performance.now() - liftedAt;
    if (!stored)
      this.#violations.push(`no recovery in ${RECOVERY_LIMIT_MS} ms from ${kind.name} (${target})`);
    const result = { kind: kind.name, target, evidence, recoveryMs };
    this.#faults.push(result);
    this.#options.onFault?.(result, this.#faults.length);
    if (this.#faults.length % COMPARE_EVERY === 0) await this.#compare();
  }

  /** It comes again later, unless it fails and fails. */
  #miss(planned: Planned, reason: string): Promise<void> {
    const misses = (this.#missed.get(planned.kind.name) ?? 0) + 1;
    this.#missed.set(planned.kind.name, misses);
    this.#begun -= 1;
    if (misses < MISSES_ALLOWED) this.#waiting.push(planned);
    this.#options.onMiss?.(planned, reason);
    // Whatever stood in its way is still there.
    return sleep(MISS_PAUSE_MS);
  }

  /** While everything goes on; PostgreSQL may be struck again before it has answered. */
  async #compare(): Promise<void> {
    const differences = await countDifferences(this.#system).catch(() => 0);
    if (differences > 0)
      this.#violations.push(`${differences} rows of vista and def differed during the run`);
  }
}
