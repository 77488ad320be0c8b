import type { Line } from './line.js';

/** After the first line the others wait so long and are told together; each time longer. */
const WINDOWS_MS = [30_000, 60_000, 300_000];

/** What goes wrong while a server is away or comes back: the same trouble, in whatever words. */
const CONNECTION =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|[Cc]onnection (?:is closed|terminated|ended|timeout)|Socket (?:timeout|closed)|[Cc]ommand timed out|Stream isn't writeable|terminating connection|the database system is|LOADING Redis|UNBLOCKED|max retries per request/;

/** Where, if the words say it. */
const PLACE = /\d{1,3}(?:\.\d{1,3}){3}:\d{1,5}|\[?::1\]?:\d{1,5}/;

interface Run {
  key: string;
  line: Line;
  count: number;
  contexts: Set<string>;
  window: number;
  timer: NodeJS.Timeout;
}

/** Key of trouble with a connection, of which nothing has said yet where. */
const SOMEWHERE = 'conexion ';

/**
 * Tells the same trouble once: the first line is written, those that follow are counted and told in one line. When a server goes
 * away each of its users notices, again and again.
 */
export class Repeats {
  private readonly runs = new Map<string, Run>();

  /** @param write - Writes the line that stands for the others. */
  constructor(
    private readonly write: (line: Line) => void,
    private readonly windowsMs: readonly number[] = WINDOWS_MS,
  ) {}

  /** Whether a line is to be written; if not, it is counted. */
  isFirst(line: Line): boolean {
    const run = this.runOf(line);
    if (!run) return true;
    run.count += 1;
    if (line.context) run.contexts.add(line.context);
    return false;
  }

  /** Tells what was counted and not told yet. */
  end(): void {
    for (const run of this.runs.values()) {
      clearTimeout(run.timer);
      this.tell(run);
    }
    this.runs.clear();
  }

  /** The run that a line belongs to; undefined for the first of one, which begins with it. */
  private runOf(line: Line): Run | undefined {
    const key = keyOf(line);
    const found = this.runs.get(key) ?? (key.startsWith(SOMEWHERE) ? this.sameTrouble(key) : undefined);
    if (found) return found;
    const run = { key, line, count: 0, contexts: new Set<string>(), window: 0 } as Run;
    this.runs.set(key, run);
    this.wait(run);
    return undefined;
  }

  /** Words without a place belong to the trouble that there is; the first that has one says where that was. */
  private sameTrouble(key: string): Run | undefined {
    if (key === SOMEWHERE) return [...this.runs.values()].find((run) => run.key.startsWith(SOMEWHERE));
    const run = this.runs.get(SOMEWHERE);
    if (!run) return undefined;
    this.runs.delete(SOMEWHERE);
    run.key = key;
    this.runs.set(key, run);
    return run;
  }

  private wait(run: Run): void {
    run.timer = setTimeout(() => this.turn(run), this.windowsMs[run.window]).unref();
  }

  private turn(run: Run): void {
    if (run.count === 0) return void this.runs.delete(run.key);
    this.tell(run);
    run.count = 0;
    run.window = Math.min(run.window + 1, this.windowsMs.length - 1);
    this.wait(run);
  }

  private tell({ line, count, contexts }: Run): void {
    if (count === 0) return;
    const { level, context, message, error } = line;
    this.write({
      level,
      context,
      message: 'se-repite',
      que: message,
      ...(error !== undefined && { error }),
      veces: count,
      partes: [...contexts],
    });
  }
}

function keyOf({ message, context = '', error, stack }: Line): string {
  const reason = [error, stack].map((words) => (typeof words === 'string' ? words : '')).join(' ');
  const text = `${message} ${reason}`;
  if (!CONNECTION.test(text)) return [context, message, reason].join('\n');
  return SOMEWHERE + (PLACE.exec(text)?.[0] ?? '');
}
