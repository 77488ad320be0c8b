import { Controller, Module, Post, Req } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Takes } from '../../src/platform/http/content-types.js';
import { Open } from '../../src/platform/access/runs.js';
import { createHttpApp } from '../../src/platform/http/http-app.js';
import { HttpModule } from '../../src/platform/http/http.module.js';
import { ArrivesWithin } from '../../src/platform/http/time-limits.js';
import { PlatformModule } from '../../src/platform/platform.module.js';
import { poll } from '../support/poll.js';
import { RawConnection } from '../support/raw-connection.js';
import { type Stack, startStack } from '../support/stack.js';

/** How the reading of each file ended. */
const ends: string[] = [];

@Controller('lenta')
class SlowController {
  @Post('json')
  @Open()
  @ArrivesWithin(1)
  json(): string {
    return 'whole';
  }

  @Post('archivo')
  @Takes('text/csv')
  @Open()
  @ArrivesWithin(1)
  async file(@Req() { body }: FastifyRequest): Promise<void> {
    try {
      await finished((body as Readable).resume());
      ends.push('whole');
    } catch (error) {
      ends.push((error as Error).message);
      throw error;
    }
  }
}

let stack: Stack;
let api: NestFastifyApplication;
beforeAll(async () => {
  stack = await startStack({ worker: false });
  @Module({ imports: [PlatformModule.with(stack.config), HttpModule], controllers: [SlowController] })
  class SlowModule {}
  api = await createHttpApp(SlowModule, false);
  await api.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await api.close();
  await stack.close();
});

const head = (path: string, type: string) =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: 5000\r\n\r\n`;

/** Sends a byte at a time until the other side ends; one that it has read, and many that it has not. */
async function trickle(path: string, type: string): Promise<string> {
  const connection = await RawConnection.open(await api.getUrl());
  connection.send(head(path, type));
  await poll('the end', async () => {
    connection.send(' ');
    return connection.ended;
  });
  connection.close();
  return connection.received;
}

test('finding 15: a body that comes too slowly is answered 408, and its connection ends', async () => {
  const answer = await trickle('/lenta/json', 'application/json');
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(answer).toMatch(/^connection: close/im);
  expect(answer).toContain('/problemas/solicitud-lenta');
});

test('finding 15: a file that comes too slowly does not pass for one that ends there', async () => {
  expect(await trickle('/lenta/archivo', 'text/csv')).toMatch(/^HTTP\/1\.1 408 /);
  await poll('its reader to be told', async () => ends.length === 1);
  expect(ends).not.toEqual(['whole']);
});

test('finding 15: one that comes in time is answered as ever', async () => {
  const response = await fetch(`${await api.getUrl()}/lenta/json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  expect([response.status, await response.text()]).toEqual([201, 'whole']);
});

test('finding 8: refusals before the body has come leave nothing behind on a connection that is kept', async () => {
  const server = api.getHttpServer() as { once(event: 'connection', then: (socket: Socket) => void): void };
  let socket: Socket | undefined;
  server.once('connection', (opened) => (socket = opened));
  const connection = await RawConnection.open(await api.getUrl());
  const refusals = () => connection.received.split('HTTP/1.1 415').length - 1;
  const listeners: number[] = [];
  for (let request = 1; request <= 20; request += 1) {
    connection.send(head('/lenta/json', 'text/plain'));
    await poll('a refusal', async () => refusals() === request);
    connection.send(' '.repeat(5_000));
    await poll(
      'its body to be through',
      async () => socket?.bytesRead === request * (head('/lenta/json', 'text/plain').length + 5_000),
    );
    listeners.push(socket?.listenerCount('close') ?? 0);
  }
  expect(Math.max(...listeners)).toBeLessThanOrEqual((listeners[0] ?? 0) + 1);
  connection.close();
});
