import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import type { Config } from '../config/config.js';

const LEVELS: readonly LogLevel[] = ['debug', 'log', 'warn', 'error', 'fatal'];

/** The log of a process, on its standard output. */
export function createLogger({ TRAZO_LOG, TRAZO_LOG_NIVEL }: Config): ConsoleLogger {
  return new ConsoleLogger({
    json: TRAZO_LOG === 'json',
    colors: TRAZO_LOG === 'texto' && Boolean(process.stdout.isTTY),
    logLevels: LEVELS.slice(LEVELS.indexOf(TRAZO_LOG_NIVEL)),
  });
}
