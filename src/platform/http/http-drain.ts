import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { CONFIG, type Config } from '../config/config.js';
import { StopSignal } from '../lifecycle/stop-signal.js';

const SWEEP_MS = 50;

/**
 * Takes the HTTP server out of service before anything else is stopped: no connection is accepted any more, requests in
 * hand are answered, and every answer says that its connection ends. Nest runs `onModuleDestroy` of all modules before
 * the next hook of any, so whatever is flushed after this has its last request behind it.
 */
@Injectable()
export class HttpDrain implements OnModuleDestroy {
  /** Whether the process is on its way out. */
  stopping = false;
  private readonly sockets = new Set<Socket>();

  constructor(
    private readonly stop: StopSignal,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Keeps an eye on the connections of a server. */
  watch(server: Server): void {
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  /**
   * Resolves when the last connection is gone. A request that takes half of the time that the process has for stopping
   * is cut: it has not been answered, so nothing of it was acknowledged.
   */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    this.stop.begin();
    const server = this.host.httpAdapter.getHttpServer() as Server;
    if (!server.listening) return;
    const cut = setTimeout(() => server.closeAllConnections(), this.config.TRAZO_PARADA_SEGUNDOS * 500);
    const sweep = setInterval(() => this.sweep(server), SWEEP_MS);
    await new Promise<void>((resolve) => server.close(() => resolve()));
    clearTimeout(cut);
    clearInterval(sweep);
  }

  /** Ends the connections that wait for nothing. Node takes one on which nobody has spoken yet for a busy one. */
  private sweep(server: Server): void {
    server.closeIdleConnections();
    for (const socket of this.sockets) if (socket.bytesRead === 0) socket.destroy();
  }
}
