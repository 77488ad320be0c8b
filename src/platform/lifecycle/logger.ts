import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import type { Config } from '../config/config.js';

const LEVELS: readonly LogLevel[] = ['debug', 'log', 'warn', 'error', 'fatal'];

/** Parts of Nest that tell each module and route at every start: some fifty lines that nobody reads. */
const CHATTER = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

class ProcessLogger extends ConsoleLogger {
  override log(message: unknown, ...rest: unknown[]): void {
    if (!CHATTER.has(rest.at(-1) as string)) super.log(message, ...rest);
  }
}

/** The log of a process, on its standard output. */
export function createLogger({ TRAZO_LOG, TRAZO_LOG_NIVEL }: Config): ConsoleLogger {
  return new ProcessLogger({
    json: TRAZO_LOG === 'json',
    colors: TRAZO_LOG === 'texto' && Boolean(process.stdout.isTTY),
    logLevels: LEVELS.slice(LEVELS.indexOf(TRAZO_LOG_NIVEL)),
  });
}
