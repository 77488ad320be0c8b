import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { Child } from '../harness/child.js';
import type { Bench } from '../harness/measurement.js';
import type { FleetResult, FleetRun } from './fleet-client.js';

/** Carrier devices, in a process of their own. */
export class Fleet {
  readonly #client: Child;

  private constructor(client: Child) {
    this.#client = client;
  }

  /** @param codigos - Of the envíos that they carry. */
  static async create(bench: Bench, name: string, codigos: readonly string[]): Promise<Fleet> {
    const directory = join(bench.services.directory, 'cargas');
    mkdirSync(directory, { recursive: true });
    const file = join(directory, `flota-${name}.json`);
    writeFileSync(file, JSON.stringify(codigos));
    const client = await Child.start({ script: 'bench/ingesta/fleet-client.ts', args: [file] });
    bench.cleanup.add(() => client.stop());
    return new Fleet(client);
  }

  async post(run: Omit<FleetRun, 'tipo'>): Promise<FleetResult> {
    this.#client.send({ tipo: 'flota', ...run } satisfies FleetRun);
    const result = await this.#client.message<FleetResult>('resultado');
    if (result.failure) throw new Error(`La flota falló contra ${run.origin}: ${result.failure}`);
    return result;
  }

  stop(): Promise<void> {
    return this.#client.stop();
  }
}

/** Trazas that have their verdict: every read shows what was stored of them. */
export async function countSettled(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ total: number }>(
    `SELECT coalesce(sum(length(translate(resultados, 'p?', ''))), 0)::bigint AS total FROM tandas`,
  );
  return Number(rows[0]?.total ?? 0);
}
