/**
 * A process that runs one job of the archive and kills itself, as hard as the system can, at one of its points: those at
 * which the job tells how far it is, or those before each SQL statement. It says how many points it came past, so that a
 * test can go through all of them.
 *
 * node archive-child.mjs <archivar|restaurar> <month> <pasos|sentencias> <point to die at; 0: never>
 */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { writeSync } from 'node:fs';
import pg from 'pg';

// What is built, as it runs in production; not for the type checker, who checks the sources.
const from = (/** @type {string} */ path) =>
  import(new URL(`../../dist/src/${path}.js`, import.meta.url).href);
const { ArchiveMonthCommand } = await from('commands/archivo/archive-month.command');
const { RestoreMonthCommand } = await from('commands/archivo/restore-month.command');
const { ArchivoModule } = await from('modules/archivo/archivo.module');
const { loadConfig } = await from('platform/config/config');
const { PlatformModule } = await from('platform/platform.module');

const [task, month = '', points, deadline] = process.argv.slice(2);
let passed = 0;

/** @param {string} where */
function point(where) {
  passed += 1;
  if (passed !== Number(deadline)) return;
  writeSync(1, `muere en ${passed}: ${where}\n`);
  process.kill(process.pid, 'SIGKILL');
}

if (points === 'sentencias') {
  const query = pg.Client.prototype.query;
  /** @this {pg.Client} @param {unknown[]} args */
  pg.Client.prototype.query = function (...args) {
    const [first] = args;
    point(typeof first === 'string' ? first.trim().slice(0, 100) : 'COPY');
    return Reflect.apply(query, this, args);
  };
}
const steps = points === 'pasos';
const run = {
  simulacro: false,
  signal: new AbortController().signal,
  progress: () => undefined,
  /** @param {string} line */
  log: (line) => steps && point(line),
  checkpoint: async () => {
    if (steps) point(new Error().stack?.split('\n')[2]?.trim() ?? '');
  },
};
class Archive {}
const imports = [PlatformModule.with(loadConfig()), ArchivoModule];
const app = await NestFactory.createApplicationContext({ module: Archive, imports }, { logger: false });
const command =
  task === 'restaurar' ? new RestoreMonthCommand(month, run) : new ArchiveMonthCommand(month, run);
await app.get(CommandBus).execute(command);
writeSync(1, `puntos ${passed}\n`);
process.exit(0);
