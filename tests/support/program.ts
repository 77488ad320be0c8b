import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { within } from './within.js';

/** The programs that there are, as they are built. */
const SCRIPTS = { api: 'dist/src/main.js', worker: 'dist/workers/main.js', migrate: 'dist/src/migrate.js' };

export type Role = keyof typeof SCRIPTS;

/** How a process ended. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** It only ends what hangs. */
const START_LIMIT_MS = 240_000;

/** One process of the built program, as it runs in production. It ends when this process does. */
export class Program {
  readonly pid: number;
  readonly exited: Promise<Ending>;
  readonly log: string;
  readonly #process: ChildProcess;

  private constructor(child: ChildProcess, log: string) {
    this.#process = child;
    this.log = log;
    this.pid = child.pid ?? -1;
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
      child.once('error', () => resolve({ code: 1, signal: null }));
    });
  }

  /**
   * Starts a process; what it says goes to a file.
   *
   * @param env - Variables beside those of this process.
   */
  static spawn(role: Role, env: Record<string, string>, log: string): Program {
    mkdirSync(dirname(log), { recursive: true });
    const file = openSync(log, 'a');
    const child = spawn(process.execPath, [SCRIPTS[role]], {
      env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '', ...env },
      stdio: ['ignore', file, file, 'ipc'],
    });
    closeSync(file);
    return new Program(child, log);
  }

  /**
   * Starts a process and waits until it says that it is ready.
   *
   * @throws with the end of its log, when it ends or takes too long instead.
   */
  static async start(role: Role, env: Record<string, string>, log: string): Promise<Program> {
    const program = Program.spawn(role, env, log);
    const ready = await within(
      START_LIMIT_MS,
      Promise.race([
        new Promise<boolean>((resolve) => program.#process.once('message', () => resolve(true))),
        program.exited.then(() => false),
      ]),
    );
    if (ready) return program;
    program.signal('SIGKILL');
    throw new Error(`${role} did not start:\n${program.said().slice(-2_000)}`);
  }

  get alive(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  signal(name: NodeJS.Signals): void {
    if (this.alive) this.#process.kill(name);
  }

  /** Asks it to stop and waits until it has. */
  async stop(): Promise<Ending> {
    this.signal('SIGTERM');
    return this.exited;
  }

  /** Everything in its log. */
  said(): string {
    return existsSync(this.log) ? readFileSync(this.log, 'utf8') : '';
  }
}
