import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

interface Pair {
  client: Socket;
  server: Socket;
  /** Whether whatever is sent on it vanishes from now on. */
  dead: boolean;
  timer?: NodeJS.Timeout;
}

/** A wire to a server on 127.0.0.1 that can be made slow, dumb or be cut. */
export class TcpProxy {
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  /** Pieces of answers that got through, and connections that were refused, so far. */
  answered = 0;
  refused = 0;
  #delayMs = 0;
  #refusing = false;
  #muted = false;
  #held: { released: Promise<void>; release: () => void } | undefined;

  private constructor(target: number) {
    this.#server = createServer((client) => this.#accept(client, target));
  }

  /** @param target - Port of the server. */
  static async open(target: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Connections at this moment. */
  get connections(): number {
    return this.#pairs.size;
  }

  /** Every piece of data takes this many milliseconds longer; 0 ends it. */
  delay(ms: number): void {
    this.#delayMs = ms;
  }

  /** Nothing gets through in either direction, and nothing is lost, until `release`. */
  hold(): void {
    if (this.#held) return;
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    this.#held = { released, release };
  }

  release(): void {
    this.#held?.release();
    this.#held = undefined;
  }

  /** Whether requests get through while answers vanish. What was lost stays lost: `cut` belongs after it. */
  mute(on: boolean): void {
    this.#muted = on;
  }

  /** Whether new connections are reset. */
  refuse(on: boolean): void {
    this.#refusing = on;
  }

  /** Resets every connection. */
  cut(): number {
    const cut = [...this.#pairs];
    for (const pair of cut) this.#reset(pair);
    return cut.length;
  }

  /**
   * From now on these connections swallow everything, and neither side hears of the other's end, as when a machine in
   * between was switched off. What TCP's own keepalive does after a while is done after `keepaliveMs`.
   */
  abandon(keepaliveMs: number): number {
    const dead = [...this.#pairs].filter((pair) => !pair.dead);
    for (const pair of dead) {
      pair.dead = true;
      pair.timer = setTimeout(() => this.#reset(pair), keepaliveMs);
    }
    return dead.length;
  }

  async close(): Promise<void> {
    this.release();
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(client: Socket, target: number): void {
    if (this.#refusing) {
      this.refused += 1;
      client.resetAndDestroy();
      return;
    }
    const pair: Pair = { client, server: connect(target, '127.0.0.1'), dead: false };
    this.#pairs.add(pair);
    for (const socket of [client, pair.server]) {
      socket.setNoDelay(true);
      socket.on('error', () => this.#sideEnded(pair));
      socket.once('close', () => this.#sideEnded(pair));
    }
    void this.#carry(pair, client, pair.server, false);
    void this.#carry(pair, pair.server, client, true);
  }

  async #carry(pair: Pair, from: Socket, to: Socket, isAnswer: boolean): Promise<void> {
    try {
      for await (const chunk of from) {
        if (this.#delayMs > 0) await sleep(this.#delayMs);
        while (this.#held) await this.#held.released;
        if (pair.dead || (this.#muted && isAnswer)) continue;
        if (isAnswer) this.answered += 1;
        if (!to.write(chunk as Buffer)) await once(to, 'drain');
      }
      if (!pair.dead) to.end();
    } catch {
      this.#sideEnded(pair);
    }
  }

  #sideEnded(pair: Pair): void {
    if (!pair.dead) this.#reset(pair);
  }

  #reset(pair: Pair): void {
    if (!this.#pairs.delete(pair)) return;
    clearTimeout(pair.timer);
    for (const socket of [pair.client, pair.server]) {
      // One that is already saying goodbye cannot be reset any more: Node would keep its handle for ever.
      if (socket.connecting || socket.writableEnded) socket.destroy();
      else socket.resetAndDestroy();
    }
  }
}
