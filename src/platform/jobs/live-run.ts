import { type JobContext, JobStopped, type Json, type StopReason } from './job-context.js';
import { type ClaimedRun, LEASE_MS, type RunLedger, type Told } from './run-ledger.js';
import { storableText } from './storable.js';

const BEAT_MS = 1_000;

const MAX_LINES = 10_000;
const MAX_LINE = 2_000;

/** Progress younger than this says nothing about the speed. */
const SPEED_AFTER_MS = 500;

/** A run under way: what its job sees, and the heartbeat that writes what it tells. */
export class LiveRun implements JobContext {
  readonly id: string;
  readonly simulacro: boolean;
  readonly resumeFrom: Json;
  readonly signal: AbortSignal;
  private readonly stopper = new AbortController();
  private readonly beating: NodeJS.Timeout;
  private readonly timeLimit: NodeJS.Timeout | undefined;
  private told: Told = { lines: [] };
  private lineCount: number;
  private writing: Promise<void> = Promise.resolve();
  private aliveMs = performance.now();
  private first: { atMs: number; done: number } | undefined;

  constructor(
    private readonly run: ClaimedRun,
    readonly parameters: object,
    private readonly ledger: RunLedger,
  ) {
    this.id = run.id;
    this.simulacro = run.simulacro;
    this.resumeFrom = run.punto;
    this.lineCount = run.lineas;
    this.signal = this.stopper.signal;
    this.beating = setInterval(() => void this.beat(), BEAT_MS);
    if (run.limiteS !== null)
      this.timeLimit = setTimeout(
        () => this.stop('tiempo-agotado'),
        Math.max(0, run.limiteS * 1_000 - run.edadMs),
      );
  }

  /** Why it has to stop, if it has to. */
  get stopped(): StopReason | undefined {
    return this.signal.aborted ? (this.signal.reason as JobStopped).reason : undefined;
  }

  /** Has it stop at its next safe point. The first reason stands. */
  stop(reason: StopReason): void {
    if (!this.signal.aborted) this.stopper.abort(new JobStopped(reason));
  }

  progress(done: number, total: number | null, unit?: string): void {
    const now = performance.now();
    this.first ??= { atMs: now, done };
    const elapsedMs = now - this.first.atMs;
    const perSecond = elapsedMs < SPEED_AFTER_MS ? null : ((done - this.first.done) * 1_000) / elapsedMs;
    const whole = (count: number) => Math.round(count);
    this.told.progress = { done: whole(done), total: total && whole(total), unit: unit ?? null, perSecond };
  }

  log(line: string): void {
    this.lineCount += 1;
    if (this.lineCount > MAX_LINES) return;
    const text = this.lineCount === MAX_LINES ? '…' : storableText(line, MAX_LINE);
    this.told.lines.push({ at: new Date(), text });
  }

  async checkpoint(state?: Json): Promise<void> {
    if (state !== undefined) {
      this.told.checkpoint = state;
      await this.flush();
    }
    this.signal.throwIfAborted();
  }

  /** Writes what has not been written yet; fails when it cannot be. */
  flush(): Promise<void> {
    this.writing = this.writing.catch(() => undefined).then(() => this.write());
    return this.writing;
  }

  /** Ends the heartbeat. What was told last is written, if it can be. */
  async end(): Promise<void> {
    clearInterval(this.beating);
    clearTimeout(this.timeLimit);
    if (this.stopped !== 'arriendo-perdido') await this.flush().catch(() => undefined);
  }

  private async beat(): Promise<void> {
    await this.flush().catch(() => {
      // Another worker may have it by now: nobody can say, and two must not go on.
      if (performance.now() - this.aliveMs > LEASE_MS) this.stop('arriendo-perdido');
    });
  }

  private async write(): Promise<void> {
    const { told } = this;
    this.told = { lines: [] };
    const askedMs = performance.now();
    try {
      const answer = await this.ledger.beat(this.run, told);
      if (!answer) this.stop('arriendo-perdido');
      else if (answer.cancelled) this.stop('cancelada');
      this.aliveMs = askedMs;
    } catch (error) {
      // What was told meanwhile is newer.
      this.told = { ...told, ...this.told, lines: [...told.lines, ...this.told.lines] };
      throw error;
    }
  }
}
