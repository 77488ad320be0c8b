import { execFile } from 'node:child_process';
import { close, constants, open } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
// Plain descriptors: a FileHandle would close a second time what the socket has closed.
const openFile = promisify<string, number, number>(open);
const closeFile = promisify(close);

/** Makes a named pipe, to be used again and again: a process for each use would cost more than opening it. */
export async function makeFifo(path: string): Promise<void> {
  await run('mkfifo', ['-m', '600', path]);
}

/**
 * Lets `read` read a stream as if it were a file: a named pipe, so that nothing of it is kept anywhere.
 *
 * @param fifo - A pipe that nobody else uses now.
 * @param read - Reads the file of that name once, to its end.
 */
export async function throughFifo<T>(
  fifo: string,
  source: Readable,
  read: (path: string) => Promise<T>,
): Promise<T> {
  try {
    // Resolves when somebody has opened it for reading; if `read` fails before, that somebody is us, for a moment.
    const opening = openFile(fifo, constants.O_WRONLY);
    const reading = read(fifo);
    const outcome = reading.then(
      () => undefined,
      async (error: Error) => {
        await closeFile(await openFile(fifo, constants.O_RDONLY | constants.O_NONBLOCK));
        return error;
      },
    );
    const sink = new Socket({ fd: await opening, readable: false, writable: true });
    const writing = pipeline(source, sink).catch((error: Error) => error);
    const failed = await Promise.race([outcome, writing.then(() => outcome)]);
    sink.destroy();
    // When the reader failed, the writer's complaint is only its echo.
    if (failed) throw failed;
    const broken = await writing;
    if (broken) throw broken;
    return await reading;
  } finally {
    source.destroy();
  }
}
