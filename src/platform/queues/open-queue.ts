import { type DefaultJobOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { QueueName } from './queues.js';

/** A queue to add to on the connection of requests. Each call reports its own failure. */
export function openQueue<Data>(
  name: QueueName,
  connection: Redis,
  prefix: string,
  defaultJobOptions: DefaultJobOptions,
): Queue<Data> {
  const queue = new Queue<Data>(name, {
    connection,
    prefix,
    skipWaitingForReady: true,
    skipVersionCheck: true,
    defaultJobOptions,
  });
  queue.on('error', () => undefined);
  return queue;
}
