import { setTimeout as sleep } from 'node:timers/promises';
import { commandLine, isAlive } from '../../scripts/lib/processes.mjs';
import { poll } from '../support/poll.js';
import { within } from '../support/within.js';
import { isStopped, processTree, signalAll } from '../support/process-tree.js';
import { DidNotHappen, type FaultContext, type FaultKind } from './fault.js';
import { type Member, type ServerName, STOP_LIMIT_S, System } from './system.js';

const GONE_LIMIT_MS = 10_000;

function memberOf({ system, target }: FaultContext): Member {
  const member = system.members.find(({ name }) => name === target);
  if (!member) throw new Error(`there is no ${target}`);
  return member;
}

/** kill -9 of a member, and a new one in its place. */
async function killMember(context: FaultContext): Promise<string> {
  const member = memberOf(context);
  const { pid, exited } = member.program;
  member.expected = true;
  member.program.signal('SIGKILL');
  const { signal } = await exited;
  if (signal !== 'SIGKILL') throw new DidNotHappen(`${member.name} was gone already`);
  await sleep(context.holdMs);
  context.lifted();
  await context.system.startMember(member);
  return `pid ${pid} → ${member.program.pid}`;
}

/** SIGTERM: it must end by itself and in time, whatever else is going on. */
async function terminateMember(context: FaultContext): Promise<string> {
  const member = memberOf(context);
  member.expected = true;
  member.program.signal('SIGTERM');
  const ending = await within((STOP_LIMIT_S + 4) * 1_000, member.program.exited);
  if (!ending) {
    context.system.surprises.push(`${member.name} did not end within its limit after SIGTERM`);
    member.program.signal('SIGKILL');
    await member.program.exited;
  }
  context.lifted();
  await context.system.startMember(member);
  return `code ${ending?.code ?? null}`;
}

/** SIGSTOP and SIGCONT of a member. */
async function freezeMember(context: FaultContext): Promise<string> {
  const { program } = memberOf(context);
  program.signal('SIGSTOP');
  const stopped = await poll('it to stand still', async () => isStopped(program.pid), 1_000).catch(
    () => false,
  );
  await sleep(context.holdMs);
  context.lifted();
  program.signal('SIGCONT');
  if (!stopped) throw new DidNotHappen('it did not stand still');
  return `stood still ${context.holdMs} ms`;
}

/** kill -9 of every process of a server at once, and a start on the data it leaves. */
async function killServer({ system, target, holdMs, lifted }: FaultContext): Promise<string> {
  const name = target as ServerName;
  const { pid, record } = system.servers[name];
  const tree = processTree(record);
  if (tree.length === 0) throw new DidNotHappen('it was gone already');
  signalAll(tree, 'SIGKILL');
  await poll(`${name} to be gone`, async () => !tree.some(isAlive), GONE_LIMIT_MS);
  await sleep(holdMs);
  lifted();
  await system.startServer(name);
  return `${tree.length} processes, pid ${pid} → ${system.servers[name].pid}`;
}

/** SIGSTOP and SIGCONT of every process of a server. */
async function freezeServer({ system, target, holdMs, lifted }: FaultContext): Promise<string> {
  const { pid, record } = system.servers[target as ServerName];
  // The parent first: it makes no new children then.
  signalAll([record], 'SIGSTOP');
  const tree = processTree(record);
  signalAll(tree, 'SIGSTOP');
  const stopped = await poll('it to stand still', async () => isStopped(pid), 1_000).catch(() => false);
  await sleep(holdMs);
  lifted();
  signalAll(tree, 'SIGCONT');
  if (!stopped) throw new DidNotHappen('it did not stand still');
  return `${tree.length} processes stood still ${holdMs} ms`;
}

/** kill -9 of one connection's process: PostgreSQL throws all others out and recovers by itself. */
async function killBackend({ system, random, lifted }: FaultContext): Promise<string> {
  const again = () =>
    System.countIn(system.logOf('postgres'), /all server processes terminated; reinitializing/g);
  const before = again();
  const backends = processTree(system.servers.postgres.record).filter(({ pid }) =>
    /: trazo trazo/.test(commandLine(pid)),
  );
  const victim = backends[Math.floor(random() * backends.length)];
  if (!victim) throw new DidNotHappen('no backend');
  signalAll([victim], 'SIGKILL');
  lifted();
  const seen = await poll('PostgreSQL to begin again', async () => again() > before, GONE_LIMIT_MS).catch(
    () => false,
  );
  if (!seen) throw new DidNotHappen('the backend was gone already');
  return `backend ${victim.pid}`;
}

const names = (role: Member['role']) => (system: System) => system.of(role).map(({ name }) => name);
const postgres = () => ['postgres'];
const redis = () => ['redis'];

/** Processes that die, stand still or are asked to go. */
export const PROCESS_FAULTS: FaultKind[] = [
  { name: 'kill -9 API', weight: 7, targets: names('api'), strike: killMember },
  { name: 'kill -9 worker', weight: 9, targets: names('worker'), strike: killMember },
  { name: 'kill -9 PostgreSQL', weight: 6, targets: postgres, strike: killServer },
  { name: 'kill -9 PostgreSQL backend', weight: 5, targets: postgres, strike: killBackend },
  { name: 'kill -9 Redis', weight: 8, targets: redis, strike: killServer },
  { name: 'SIGTERM API', weight: 5, targets: names('api'), strike: terminateMember },
  { name: 'SIGTERM worker', weight: 5, targets: names('worker'), strike: terminateMember },
  { name: 'SIGSTOP API', weight: 6, targets: names('api'), strike: freezeMember },
  { name: 'SIGSTOP worker', weight: 6, targets: names('worker'), strike: freezeMember },
  { name: 'SIGSTOP PostgreSQL', weight: 5, targets: postgres, strike: freezeServer },
  { name: 'SIGSTOP Redis', weight: 5, targets: redis, strike: freezeServer },
];
