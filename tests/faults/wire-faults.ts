import { setTimeout as sleep } from 'node:timers/promises';
import { poll } from '../support/poll.js';
import type { TcpProxy } from '../support/tcp-proxy.js';
import { DidNotHappen, type FaultContext, type FaultKind } from './fault.js';
import type { ServerName, System } from './system.js';

const ARROW = ' → ';
const CONNECT_LIMIT_MS = 15_000;
/** As the connections of the program ask of TCP: 10 s of silence and three questions, 5 s apart. */
const KEEPALIVE_MS = 25_000;

/** The wire, once somebody uses it: its process may just be starting again. */
async function wireOf({ system, target }: FaultContext): Promise<TcpProxy> {
  const [name, server] = target.split(ARROW);
  const member = system.members.find((each) => each.name === name);
  if (!member) throw new Error(`there is no ${target}`);
  const wire = member.links[server as ServerName];
  await poll('somebody to be connected', async () => wire.connections > 0, CONNECT_LIMIT_MS).catch(
    (cause: unknown) => {
      throw new DidNotHappen('nothing was connected', { cause });
    },
  );
  return wire;
}

const wires = (system: System) =>
  system.members.flatMap(({ name, links }) => Object.keys(links).map((server) => `${name}${ARROW}${server}`));

function some(connections: number, what: string): string {
  if (connections === 0) throw new DidNotHappen('nothing was connected any more');
  return `${connections} connections ${what}`;
}

async function delay(context: FaultContext): Promise<string> {
  const wire = await wireOf(context);
  const ms = 20 + Math.floor(context.random() * 200);
  const { connections } = wire;
  wire.delay(ms);
  await sleep(context.holdMs);
  wire.delay(0);
  context.lifted();
  return some(connections, `slow by ${ms} ms`);
}

async function cut(context: FaultContext): Promise<string> {
  const wire = await wireOf(context);
  // Half of the time nobody gets through for a while.
  const refuse = context.random() < 0.5;
  wire.refuse(refuse);
  const count = wire.cut();
  if (refuse) await sleep(context.holdMs);
  wire.refuse(false);
  context.lifted();
  return some(count, 'reset');
}

async function hold(context: FaultContext): Promise<string> {
  const wire = await wireOf(context);
  wire.hold();
  const { connections } = wire;
  await sleep(context.holdMs);
  wire.release();
  context.lifted();
  return some(connections, `held ${context.holdMs} ms`);
}

/** What was asked is done, and nobody hears of it. */
async function loseAnswers(context: FaultContext): Promise<string> {
  const wire = await wireOf(context);
  wire.mute(true);
  await sleep(Math.min(context.holdMs, 400));
  const count = wire.cut();
  wire.mute(false);
  context.lifted();
  return some(count, 'reset with their answers lost');
}

async function abandon(context: FaultContext): Promise<string> {
  const count = (await wireOf(context)).abandon(KEEPALIVE_MS);
  context.lifted();
  return some(count, 'dead without a word');
}

/** The wires between the processes and their servers. */
export const WIRE_FAULTS: FaultKind[] = [
  { name: 'wire slow', weight: 8, targets: wires, strike: delay },
  { name: 'wire cut', weight: 10, targets: wires, strike: cut },
  { name: 'wire black hole', weight: 8, targets: wires, strike: hold },
  { name: 'wire loses answers', weight: 9, targets: wires, strike: loseAnswers },
  { name: 'wire dead for good', weight: 2, targets: wires, strike: abandon },
];
