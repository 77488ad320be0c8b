import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';

/** One Server-Sent Event; null keeps the connection alive. */
export type ServerEvent = { event: string; data: unknown; id?: string | number } | null;

/** Answers with Server-Sent Events (HTML, 9.2) until there are no more, or until nobody listens. */
export function streamEvents(reply: FastifyReply, events: AsyncIterable<ServerEvent>): StreamableFile {
  // Proxies must hand on what they have.
  void reply.headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  return new StreamableFile(Readable.from(write(events), { objectMode: false }), {
    type: 'text/event-stream',
  });
}

async function* write(events: AsyncIterable<ServerEvent>): AsyncGenerator<string> {
  for await (const each of events) {
    if (each === null) yield ': \n\n';
    else {
      // Behind what it stands for: who is cut off in between has not promised to have seen it.
      const id = each.id === undefined ? '' : `id: ${each.id}\n`;
      yield `event: ${each.event}\ndata: ${JSON.stringify(each.data)}\n${id}\n`;
    }
  }
}
