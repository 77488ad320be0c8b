import pg from 'pg';

/** What pg calls on a query that speaks the COPY protocol. */
interface Connection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

const CHUNK_BYTES = 64 * 1_024;

/** One COPY statement in either direction; pg itself has none. */
class CopyQuery {
  readonly #text: string;
  readonly #input: Buffer;
  readonly #settle: (error?: Error) => void;
  readonly output: Buffer[] = [];
  #error: Error | undefined;

  constructor(text: string, input: Buffer, settle: (error?: Error) => void) {
    this.#text = text;
    this.#input = input;
    this.#settle = settle;
  }

  submit(connection: Connection): void {
    connection.query(this.#text);
  }

  handleCopyInResponse(connection: Connection): void {
    for (let at = 0; at < this.#input.length; at += CHUNK_BYTES)
      connection.sendCopyFromChunk(this.#input.subarray(at, at + CHUNK_BYTES));
    connection.endCopyFrom();
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.output.push(Buffer.from(chunk));
  }

  handleError(error: Error): void {
    this.#error = error;
    this.#settle(error);
  }

  handleReadyForQuery(): void {
    if (!this.#error) this.#settle();
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
}

/** Speaks one COPY on a connection that is open, inside its transaction if there is one. */
export function copyOn(
  client: pg.ClientBase,
  text: string,
  input: Buffer = Buffer.alloc(0),
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const query = new CopyQuery(text, input, (error) =>
      error ? reject(error) : resolve(Buffer.concat(query.output)),
    );
    client.query(query as unknown as pg.Submittable);
  });
}

async function copy(url: string, text: string, input?: Buffer): Promise<{ output: Buffer; seconds: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const started = performance.now();
    const output = await copyOn(client, text, input);
    return { output, seconds: (performance.now() - started) / 1_000 };
  } finally {
    await client.end();
  }
}

/** The rows of a query, as COPY writes them. */
export async function copyOut(url: string, query: string): Promise<Buffer> {
  return (await copy(url, `COPY (${query}) TO STDOUT`)).output;
}

/** Loads rows into a table in one statement on one connection, and says how many seconds it took. */
export async function copyIn(url: string, table: string, rows: Buffer): Promise<number> {
  return (await copy(url, `COPY ${table} FROM STDIN`, rows)).seconds;
}
