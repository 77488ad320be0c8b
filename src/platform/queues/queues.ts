import type { ProblemCode } from '../errors/problem.js';
import { Registry } from '../registry/registry.js';

/** A queue, as the module that adds to it declares it. */
export interface QueueDeclaration {
  readonly name: string;
  /** Whether a job carries several items, as many as its name says. Elsewhere a job is its own item. */
  readonly carriesItems?: true;
  /** Left out where everything is taken in. */
  readonly door?: QueueDoor;
}

/** A queue with a door refuses what comes from outside while the workers need too long for what it holds. */
export interface QueueDoor {
  /**
   * Share of what all queues with a door may hold together. The queue with the least is closed first: whatever closes a
   * queue closes those with less.
   */
  readonly share: number;
  /** What is answered while Redis is away. */
  readonly away: ProblemCode;
  /** What is answered while it is closed; `segundos` says for how long. */
  readonly full: ProblemCode;
}

/** Names of the queues of each module, by the module's name: filled where they are declared. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled where queues are declared
export interface DeclaredQueues {}

/** Name of a queue. */
export type QueueName = DeclaredQueues[keyof DeclaredQueues];

/** Every queue there is. Start-up fails when one has no worker, or two. */
export const queues = new Registry<QueueDeclaration>('La cola');

/** Names of all queues. */
export const queueNames = () => queues.names() as QueueName[];

/** The queues that have a door, the one that is closed first before the others. */
export function guardedQueues(): { name: QueueName; door: QueueDoor }[] {
  return queues
    .all()
    .flatMap(({ name, door }) => (door ? [{ name: name as QueueName, door }] : []))
    .sort((a, b) => a.door.share - b.door.share);
}
