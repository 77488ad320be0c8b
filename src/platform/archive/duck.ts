import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  type DuckDBValue,
} from '@duckdb/node-api';
import { LRUCache } from 'lru-cache';

/** What a DuckDB may use. */
export interface DuckLimits {
  memoryMib: number;
  /** Where it puts what does not fit into memory; without one it fails instead. */
  spillDir?: string;
  /** Whether it is there for single rows, of one file each. */
  lookUps?: boolean;
}

/** Threads of each DuckDB: the archive works beside reads and writes that are in a hurry, and PostgreSQL keeps a core busy. */
const THREADS = 1;

const INTERRUPT_MS = 10;

/**
 * For single rows: what lies beside one another in a file is read at once, instead of its headers byte by byte; and nothing is
 * thought about the order of joins, of which there are none, nor about what statistics might save, which is looked at anyway
 * when groups are skipped. DuckDB plans a statement anew each time that it runs.
 */
const LOOK_UPS = `
  SET GLOBAL prefetch_all_parquet_files = true;
  SET GLOBAL disabled_optimizers = 'join_order,statistics_propagation'`;

/** Statements that a connection keeps prepared. */
const MOST_PREPARED = 200;

/**
 * An embedded DuckDB: reads and writes Parquet. It never downloads anything: what it needs is linked into its binary, and
 * loading extensions is switched off for good.
 */
export class Duck {
  /** By text. One that is taken out to run is given back; one that makes place is closed. */
  private readonly prepared = new LRUCache<string, DuckDBPreparedStatement>({
    max: MOST_PREPARED,
    dispose: (statement, _text, reason) => {
      if (reason !== 'delete') statement.destroySync();
    },
  });

  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly owner: boolean,
  ) {}

  static async open({ memoryMib, spillDir, lookUps }: DuckLimits): Promise<Duck> {
    const instance = await DuckDBInstance.create(':memory:', {
      threads: String(THREADS),
      memory_limit: `${memoryMib}MiB`,
      temp_directory: spillDir ?? '',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    const connection = await instance.connect();
    // For all of its connections.
    await connection.run(`SET GLOBAL TimeZone = 'UTC'; SET GLOBAL parquet_metadata_cache = true`);
    if (lookUps) await connection.run(LOOK_UPS);
    return new Duck(instance, connection, true);
  }

  /** Another connection to the same one, to ask two things at a time. Close it before the first. */
  async another(): Promise<Duck> {
    return new Duck(this.instance, await this.instance.connect(), false);
  }

  async run(sql: string, values: DuckDBValue[] = []): Promise<void> {
    await this.connection.run(sql, values);
  }

  /** Rows as JSON has them: numbers that might not fit into a double come as text. */
  async rows<Row>(sql: string, values: DuckDBValue[] = []): Promise<Row[]> {
    const result = await this.connection.runAndReadAll(sql, values);
    return result.getRowObjectsJson() as Row[];
  }

  /** Like `rows`, for a statement that comes again and again: it is parsed once. */
  async rowsAgain<Row>(sql: string, values: DuckDBValue[]): Promise<Row[]> {
    const statement = this.prepared.get(sql) ?? (await this.connection.prepare(sql));
    // Kept only if it runs: what it knows of its file may be why it does not.
    this.prepared.delete(sql);
    statement.bind(values);
    const result = await statement.runAndReadAll();
    this.prepared.set(sql, statement);
    return result.getRowObjectsJson() as Row[];
  }

  /** Like `rows`; whatever runs is broken off when the signal is aborted. */
  async rowsUntil<Row>(signal: AbortSignal, sql: string): Promise<Row[]> {
    signal.throwIfAborted();
    let interrupting: NodeJS.Timeout | undefined;
    // What has not begun yet would not hear the first of them.
    const interrupt = () => (interrupting = setInterval(() => this.connection.interrupt(), INTERRUPT_MS));
    signal.addEventListener('abort', interrupt, { once: true });
    try {
      return await this.rows<Row>(sql);
    } finally {
      signal.removeEventListener('abort', interrupt);
      clearInterval(interrupting);
    }
  }

  /** The first column of every row as text, some thousand rows at a time. */
  async *texts(sql: string, values: DuckDBValue[] = []): AsyncGenerator<string[]> {
    const result = await this.connection.stream(sql, values);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) return;
      yield chunk.getColumnValues(0) as string[];
    }
  }

  close(): void {
    for (const statement of this.prepared.values()) statement.destroySync();
    this.connection.closeSync();
    if (this.owner) this.instance.closeSync();
  }
}
