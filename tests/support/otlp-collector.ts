import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as a collector got it. */
export interface SentSpan {
  service: string;
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId: string;
  links: { traceId: string; spanId: string }[];
  fields: Record<string, unknown>;
}

interface Sent {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] };
    scopeSpans: {
      spans: (Omit<SentSpan, 'service' | 'links' | 'fields'> & {
        links?: SentSpan['links'];
        attributes?: { key: string; value: Record<string, unknown> }[];
      })[];
    }[];
  }[];
}

/** A collector that takes OTLP as JSON over HTTP and keeps what it got. */
export class OtlpCollector {
  readonly spans: SentSpan[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        if (request.url === '/v1/traces') this.#take(JSON.parse(Buffer.concat(parts).toString()) as Sent);
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
  }

  static async open(): Promise<OtlpCollector> {
    const collector = new OtlpCollector();
    collector.#server.listen(0, '127.0.0.1');
    await once(collector.#server, 'listening');
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Spans of one trace. */
  of(traceId: string): SentSpan[] {
    return this.spans.filter((span) => span.traceId === traceId);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #take({ resourceSpans }: Sent): void {
    for (const { resource, scopeSpans } of resourceSpans) {
      const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
      for (const {
        name,
        kind,
        traceId,
        spanId,
        parentSpanId,
        links = [],
        attributes = [],
      } of scopeSpans.flatMap(({ spans }) => spans)) {
        const fields = Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
        this.spans.push({ service, name, kind, traceId, spanId, parentSpanId, links, fields });
      }
    }
  }
}
