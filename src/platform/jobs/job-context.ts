/** What JSON can say. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json | undefined };

/** The result of a run: a JSON object. */
export type JobResult = Record<string, Json | undefined>;

/** Why a run has to stop: an operator, its time limit, the end of its process, or another process that took it over. */
export type StopReason = 'cancelada' | 'tiempo-agotado' | 'parada' | 'arriendo-perdido';

/** What `checkpoint` throws and what `signal` is aborted with. Let it pass: the runner knows what to do. */
export class JobStopped extends Error {
  constructor(readonly reason: StopReason) {
    super(`the run has to stop: ${reason}`);
  }
}

/**
 * One run of a job, as the job sees it. A run may be begun more than once: when its worker is killed or stops, another
 * one begins it again, with `resumeFrom`. So every step must be safe to repeat.
 */
export interface JobContext<Parameters extends object = object> {
  /** Id of the ejecución. */
  readonly id: string;
  /** As an operator gave them, validated. */
  readonly parameters: Parameters;
  /** Whether this is a dry run: say in the result exactly what would be done, and touch nothing. */
  readonly simulacro: boolean;
  /** What the last `checkpoint` of this run was given; null at the first beginning. */
  readonly resumeFrom: Json;
  /** Aborted, with a `JobStopped`, when the run has to stop. For whatever takes a signal; others call `checkpoint`. */
  readonly signal: AbortSignal;
  /**
   * Reports progress. It is cheap to call: progress is written about once a second.
   *
   * @param done - Units that are done.
   * @param total - Units there are; null if that is not known.
   * @param unit - What is counted, in plural and Spanish: `filas`, `meses`.
   */
  progress(done: number, total: number | null, unit?: string): void;
  /** Writes a line to the log of the run, for operators. Costs nothing: it is written about once a second. */
  log(line: string): void;
  /**
   * A safe point: nothing is half done here. Resolves when progress and log so far are written.
   *
   * @param state - What the run needs to continue from here. If left out, the last state stays, and the call does not wait.
   * @throws {JobStopped} when the run has to stop.
   */
  checkpoint(state?: Json): Promise<void>;
}
