/**
 * The process that archives and restores months, apart from everything that it is measured against: what is built, as a
 * worker runs it.
 */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../scripts/setup.mjs';

/** What is asked of this process. */
export interface Order {
  tipo: 'archivar' | 'restaurar';
  mes: string;
  /** The estado in which a month is left; as far as it goes if left out. */
  hasta?: string | undefined;
}

/** What it answers: milliseconds from one line of the log to the next. */
export interface Done {
  tipo: 'hecho';
  /** Null when it was done; otherwise why not. */
  problema: string | null;
  lineas: { ms: number; texto: string }[];
}

const from = (path: string) =>
  import(pathToFileURL(join(ROOT, `dist/src/${path}.js`)).href) as Promise<Record<string, never>>;
const { ArchiveMonthCommand } = await from('commands/archivo/archive-month.command');
const { RestoreMonthCommand } = await from('commands/archivo/restore-month.command');
// Everything that modules declare, and the parameters of every job.
await from('modules');
const { ArchivoModule } = await from('modules/archivo/archivo.module');
const { loadConfig } = await from('platform/config/config');
const { PlatformModule } = await from('platform/platform.module');

interface Built {
  with(config: unknown): never;
}
type Command = new (mes: string, run: object) => object;

class Archiver {}
const imports = [
  (PlatformModule as unknown as Built).with((loadConfig as unknown as () => unknown)()),
  ArchivoModule,
] as never[];
const app = await NestFactory.createApplicationContext({ module: Archiver, imports }, { logger: false });

process.on('message', (order: Order) => void obey(order));
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
// Whoever started it is gone.
process.on('disconnect', () => process.exit(1));
process.send?.({ tipo: 'lista' });

async function obey({ tipo, mes, hasta }: Order): Promise<void> {
  const started = performance.now();
  const lineas: Done['lineas'] = [];
  const stop = new AbortController();
  const run = {
    simulacro: false,
    signal: stop.signal,
    progress: () => undefined,
    log: (texto: string) => {
      lineas.push({ ms: performance.now() - started, texto });
      if (hasta && texto.endsWith(`: ${hasta}`)) stop.abort();
    },
    checkpoint: async () => stop.signal.throwIfAborted(),
  };
  const Command = (tipo === 'archivar' ? ArchiveMonthCommand : RestoreMonthCommand) as unknown as Command;
  let problema: string | null = null;
  try {
    await app.get(CommandBus).execute(new Command(mes, run) as never);
  } catch (error) {
    if (!stop.signal.aborted) problema = String(error);
  }
  process.send?.({ tipo: 'hecho', problema, lineas } satisfies Done);
}
