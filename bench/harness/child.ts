import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../scripts/lib/errors.mjs';
import { ROOT } from '../../scripts/setup.mjs';
import { cpuSecondsOf } from './cpu.js';

/** What a process says when it has started; a server of ours adds its port. */
interface ReadyMessage {
  tipo: 'lista';
  port?: number;
}

/** What to run. */
export interface ChildOptions {
  /** Of the repository, `dist/src/main.js`. */
  script: string;
  args?: readonly string[];
  nodeArgs?: readonly string[];
  env?: Record<string, string>;
}

const READY_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 20_000;
const KEPT_OUTPUT = 4_000;

/** A process of its own: server, worker or load client. It ends when this process does. */
export class Child {
  readonly #process: ChildProcess;
  readonly #script: string;
  /** Where it listens, if it said so. */
  port = 0;
  #output = '';

  private constructor(process: ChildProcess, script: string) {
    this.#process = process;
    this.#script = script;
    for (const stream of [process.stdout, process.stderr])
      stream?.on('data', (chunk) => (this.#output = `${this.#output}${chunk}`.slice(-KEPT_OUTPUT)));
  }

  /**
   * Starts a process and waits until it says that it is ready.
   *
   * @throws {UserError} with what it printed, when it ends or takes too long instead.
   */
  static async start({ script, args = [], nodeArgs = [], env = {} }: ChildOptions): Promise<Child> {
    const hooks = new URL('../../tools/runtime/typescript.mjs', import.meta.url).href;
    // A process group of its own: the terminal's Ctrl-C is for the harness, which stops everything in order.
    const imports = script.endsWith('.ts') ? ['--import', hooks] : [];
    const process_ = spawn(process.execPath, [...nodeArgs, ...imports, script, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const child = new Child(process_, script);
    const ready = await Promise.race([
      child.message<ReadyMessage>('lista').catch(() => undefined),
      sleep(READY_LIMIT_MS, undefined, { ref: false }),
    ]);
    if (!ready) {
      await child.stop();
      throw new UserError(`${script} no pudo empezar:\n${child.#output}`);
    }
    child.port = ready.port ?? 0;
    return child;
  }

  /** CPU seconds it has used so far; undefined where the system does not tell. */
  cpuSeconds(): number | undefined {
    return cpuSecondsOf(this.#process.pid ?? 0);
  }

  /** Memory that it holds (RSS), in MiB; undefined where the system does not tell. */
  memoryMiB(): number | undefined {
    if (process.platform !== 'linux') return undefined;
    const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_024;
  }

  send(message: object): void {
    this.#process.send(message);
  }

  /**
   * The next message of a kind.
   *
   * @throws {UserError} with what the process printed, when it ends first.
   */
  message<T extends { tipo: string }>(tipo: T['tipo']): Promise<T> {
    return new Promise((resolve, reject) => {
      const ended = () => reject(new UserError(`${this.#script} terminó antes de tiempo:\n${this.#output}`));
      const take = (message: unknown) => {
        if ((message as T).tipo !== tipo) return;
        this.#process.off('exit', ended).off('error', ended).off('message', take);
        resolve(message as T);
      };
      this.#process.on('message', take).once('exit', ended).once('error', ended);
    });
  }

  signal(name: NodeJS.Signals): void {
    this.#process.kill(name);
  }

  /** Ends it in order, or at last by force. */
  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null || !this.#process.pid) return;
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    const late = setTimeout(() => this.#process.kill('SIGKILL'), STOP_LIMIT_MS);
    await exited;
    clearTimeout(late);
  }
}
