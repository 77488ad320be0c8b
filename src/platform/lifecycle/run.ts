import { Logger, type INestApplicationContext } from '@nestjs/common';

/**
 * Tells the parent process that this one is ready, and stops it in order at SIGTERM, SIGINT, or when the parent is
 * gone: what was taken in is finished, then the process exits with 0.
 */
export function runUntilStopped(app: INestApplicationContext): void {
  let stopping = false;
  const stop = (reason: string) => {
    if (stopping) return;
    stopping = true;
    const logger = new Logger('proceso');
    logger.log(`Deteniendo (${reason})`);
    app.close().then(
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
