import type { FastifyReply } from 'fastify';

/**
 * How often credentials are looked at again while their answer lasts, in milliseconds. What was revoked reaches a process within
 * 25 seconds, so that nobody hears anything for longer than 30.
 */
const LOOK_MS = 4_000;

/** Cuts answers that go on and on, as live streams and exports do, once the credentials that they were given for open nothing. */
export class StreamWatch {
  private readonly open = new Map<FastifyReply, () => Promise<unknown>>();
  private timer: NodeJS.Timeout | undefined;

  /**
   * Watches an answer until it ends.
   *
   * @param check - Fails when the credentials no longer open anything, or nobody can say whether they do.
   */
  add(reply: FastifyReply, check: () => Promise<unknown>): void {
    if (reply.raw.destroyed) return;
    this.open.set(reply, check);
    this.timer ??= setInterval(() => this.look(), LOOK_MS);
    reply.raw.once('close', () => this.drop(reply));
  }

  private drop(reply: FastifyReply): void {
    this.open.delete(reply);
    if (this.open.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  // Cut and not ended in order: half of an export must not look like all of it.
  private look(): void {
    for (const [reply, check] of this.open) check().catch(() => reply.raw.destroy());
  }
}
