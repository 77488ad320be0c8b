/**
 * A process that runs one job of the archive and at one of its points kills itself, as hard as the system can, or stands
 * still until it is told to go on. Points are those at which the job tells how far it is, or those before each SQL statement.
 * It says how many points it came past, so that a test can go through all of them.
 *
 * node archive-child.mjs <archivar|restaurar> <month> <pasos|sentencias> <number of the point, or part of what it is called> [SIGKILL|SIGSTOP]
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
// Everything that modules declare, and the parameters of every job.
await from('modules');
const { ArchivoModule } = await from('modules/archivo/archivo.module');
const { loadConfig } = await from('platform/config/config');
const { PlatformModule } = await from('platform/platform.module');

const [task, month = '', points, deadline = '', signal = 'SIGKILL'] = process.argv.slice(2);
const isDeadline = /^\d+$/.test(deadline)
  ? () => passed === Number(deadline)
  : (/** @type {string} */ where) => where.includes(deadline);
let passed = 0;
let stopped = false;

/** @param {string} where */
function point(where) {
  passed += 1;
  if (stopped || !isDeadline(where)) return;
  stopped = true;
  writeSync(1, `muere en ${passed}: ${where}\n`);
  process.kill(process.pid, signal);
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
    if (steps) point(new Error().stack?.split('\n')[3]?.trim() ?? '');
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
