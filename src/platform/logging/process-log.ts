import type { LoggerService } from '@nestjs/common';
import { styleText } from 'node:util';
import { type Logger, pino, type DestinationStream } from 'pino';
import type { Config } from '../config/config.js';
import { type Level, LEVEL } from './levels.js';
import { type Line, lineOf } from './line.js';
import { contextInHand } from './log-context.js';
import { readable } from './readable.js';
import type { RequestEnd } from './request-end.js';
import { Repeats } from './repeats.js';

/** Parts of Nest that tell each module and route at every start: some fifty lines that nobody reads. */
const CHATTER = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/** Bytes that gather before they are written: a write a line would cost more than the line. */
const GATHERED = 8_192;

/** And how long the first of them may wait, in milliseconds. */
const WAIT_MS = 250;

/** What a log needs to know of its process. */
export interface LogOptions extends Pick<Config, 'TRAZO_LOG' | 'TRAZO_LOG_NIVEL'> {
  /** Which process it is: each line says so. */
  proceso: 'api' | 'worker';
}

/**
 * The log of a process: one JSON object a line, with its time, its level and what is in hand; or, for people, one readable line
 * each. What warns is written at once; the rest gathers for a moment.
 */
export class ProcessLog implements LoggerService {
  /** Without what is in hand: for lines that say all of it themselves. */
  private readonly bare: Logger;
  private readonly full: Logger;
  private readonly repeats: Repeats;

  /** People want to see requests that failed; programs count them all. */
  private readonly requestLevel: Level;

  /** @param destination - Where lines go; `flush`, if it has one, is called after what must not wait. */
  constructor(
    { TRAZO_LOG, TRAZO_LOG_NIVEL, proceso }: LogOptions,
    private readonly destination: DestinationStream & { flush?(): void },
  ) {
    const common = {
      level: TRAZO_LOG_NIVEL,
      base: { pid: process.pid, proceso },
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level: string) => ({ level }) },
    };
    this.bare = pino(common, destination);
    this.full = pino({ ...common, mixin: inHand }, destination);
    this.requestLevel = TRAZO_LOG === 'texto' ? 'debug' : 'info';
    this.repeats = new Repeats((line) => this.write(line));
    LEVEL.begin(TRAZO_LOG_NIVEL, (level) => (this.bare.level = this.full.level = level));
  }

  debug(what: unknown, ...rest: unknown[]): void {
    this.say('debug', what, rest);
  }

  verbose(what: unknown, ...rest: unknown[]): void {
    this.say('debug', what, rest);
  }

  log(what: unknown, ...rest: unknown[]): void {
    if (!CHATTER.has(rest.at(-1) as string)) this.say('info', what, rest);
  }

  warn(what: unknown, ...rest: unknown[]): void {
    this.say('warn', what, rest);
  }

  error(what: unknown, ...rest: unknown[]): void {
    this.say('error', what, rest);
  }

  fatal(what: unknown, ...rest: unknown[]): void {
    this.say('fatal', what, rest);
  }

  /** The one line of a request, when it is over. */
  request({ status, ...rest }: RequestEnd): void {
    const level = status >= 500 ? 'warn' : this.requestLevel;
    if (this.bare.isLevelEnabled(level))
      this.bare[level]({ context: 'http', traceId: rest.requestId, status, ...rest }, 'solicitud');
  }

  /** Says what was held back. */
  end(): void {
    this.repeats.end();
  }

  private say(level: Level, what: unknown, rest: readonly unknown[]): void {
    if (!this.full.isLevelEnabled(level)) return;
    const line = lineOf(level, what, rest);
    if (level === 'debug' || level === 'info' || this.repeats.isFirst(line)) this.write(line);
  }

  private write({ level, message, ...fields }: Line): void {
    this.full[level](fields, message);
    if (level !== 'debug' && level !== 'info') this.destination.flush?.();
  }
}

/** The log of a process, on its standard output. */
export function createLogger({ TRAZO_LOG, TRAZO_LOG_NIVEL, proceso }: LogOptions): ProcessLog {
  const output = pino.destination({ fd: 1, sync: false, minLength: GATHERED });
  // A reader that went away must not end the process.
  output.on('error', () => undefined);
  setInterval(() => output.flush(), WAIT_MS).unref();
  const coloured = isColoured();
  const asText = {
    write: (json: string) => void output.write(readable(json, coloured)),
    flush: () => output.flush(),
  };
  const log = new ProcessLog(
    { TRAZO_LOG, TRAZO_LOG_NIVEL, proceso },
    TRAZO_LOG === 'texto' ? asText : output,
  );
  process.on('exit', () => {
    log.end();
    output.flushSync();
  });
  return log;
}

/** By NO_COLOR, FORCE_COLOR and the terminal, as Node itself does. */
const isColoured = (): boolean => styleText('red', ' ', { stream: process.stdout }) !== ' ';

/** What a line says of the work in hand. */
function inHand(): object {
  const { traceparent: _, ...told } = contextInHand() ?? {};
  return told;
}
