import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CONFIG, type Config } from '../config/config.js';
import { Figures } from './figures.js';
import { Scrape } from './scrape.js';

/** Answers `GET /metrics` on a port of its own, that is not for the public. Without such a port nothing of it is there. */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('metricas');
  private server: Server | undefined;

  constructor(
    private readonly scrape: Scrape,
    private readonly figures: Figures,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The port that it listens on; undefined if on none. */
  get port(): number | undefined {
    return (this.server?.address() as AddressInfo | null | undefined)?.port;
  }

  /** @throws when the port is taken. */
  async onApplicationBootstrap(): Promise<void> {
    const { TRAZO_METRICAS_PUERTO: port, TRAZO_METRICAS_HOST: host } = this.config;
    if (port === undefined) return;
    this.scrape.begin();
    this.server = createServer((request, response) => void this.answer(request, response));
    this.server.listen(port, host);
    await once(this.server, 'listening');
  }

  async onApplicationShutdown(): Promise<void> {
    const { server } = this;
    if (!server) return;
    await this.figures.leave();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  private async answer({ method, url }: IncomingMessage, response: ServerResponse): Promise<void> {
    if (method !== 'GET' || url?.split('?')[0] !== '/metrics') return void response.writeHead(404).end();
    try {
      const text = await this.scrape.text();
      response.writeHead(200, { 'content-type': this.scrape.contentType }).end(text);
    } catch (error) {
      this.logger.error(error);
      response.writeHead(500).end();
    }
  }
}
