import { Logger, type INestApplicationContext } from '@nestjs/common';
import type { Config } from '../config/config.js';

/**
 * Tells the parent process that this one is ready, and stops it in order at SIGTERM, SIGINT, or when the parent is
 * gone: what was taken in is finished, then the process exits with 0. What is not finished in time never will be (a
 * server that hangs): then it exits with 1, and whatever it had in hand is in the queue for somebody else.
 *
 * @param afterwards - Comes last, when everything has been closed.
 */
export function runUntilStopped(
  app: INestApplicationContext,
  { TRAZO_PARADA_SEGUNDOS }: Pick<Config, 'TRAZO_PARADA_SEGUNDOS'>,
  afterwards: () => Promise<void>,
): void {
  let stopping = false;
  const stop = (reason: string) => {
    if (stopping) return;
    stopping = true;
    const logger = new Logger('proceso');
    logger.log(`Deteniendo (${reason})`);
    setTimeout(() => {
      logger.error(`La parada no terminó en ${TRAZO_PARADA_SEGUNDOS} s`);
      process.exit(1);
    }, TRAZO_PARADA_SEGUNDOS * 1_000);
    app
      .close()
      .then(afterwards)
      .then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error(error);
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('disconnect', () => stop('el proceso padre terminó'));
  process.send?.({ tipo: 'lista' });
}
