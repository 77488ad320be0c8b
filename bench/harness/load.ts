import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from './child.js';
import { type CpuCounters, withCpu } from './cpu.js';
import type { LoadResult, LoadRun } from './load-client.js';
import type { LoadRequest } from './load-request.js';
import type { Bench, Side } from './measurement.js';

/** Clients of a server, in a process of their own: each sends a request, waits for its answer, sends the next. */
export class Load {
  readonly #client: Child;
  readonly #file: string;

  private constructor(client: Child, file: string) {
    this.#client = client;
    this.#file = file;
  }

  /** @param requests - Sent one after the other by all connections together, from the first again when they run out. */
  static async create(bench: Bench, name: string, requests: readonly LoadRequest[]): Promise<Load> {
    const directory = join(bench.services.directory, 'cargas');
    mkdirSync(directory, { recursive: true });
    const file = join(directory, `${name}.json`);
    writeFileSync(file, JSON.stringify(requests));
    const client = await Child.start({ script: 'bench/harness/load-client.ts', args: [file] });
    bench.cleanup.add(() => client.stop());
    return new Load(client, file);
  }

  /**
   * Keeps a server busy for a while.
   *
   * @param expected - The status that every answer must have: any other fails the measurement.
   */
  async run(run: Omit<LoadRun, 'tipo'>, counters: CpuCounters): Promise<Side> {
    const { value: result, cpu } = await withCpu(counters, () => {
      this.#client.send({ tipo: 'carga', ...run } satisfies LoadRun);
      return this.#client.message<LoadResult>('resultado');
    });
    if (result.failure)
      throw new Error(`La carga ${this.#file} falló contra ${run.origin}: ${result.failure}`);
    return {
      perSecond: result.answers / result.seconds,
      p50: result.p50,
      p99: result.p99,
      cpu: { ...cpu, cliente: result.cpuSeconds / result.seconds },
    };
  }

  stop(): Promise<void> {
    return this.#client.stop();
  }
}
