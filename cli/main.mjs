#!/usr/bin/env node
/** `trazo`: the operators' command line. */
try {
  const { run } = await import('./program.mjs');
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stderr.write('trazo: faltan las dependencias; instálelas con «npm ci».\n');
  process.exitCode = 4;
}
