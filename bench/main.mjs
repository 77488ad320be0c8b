/** `npm run bench -- <name>`: the one door to all measurements. */
import { launch } from '../tools/runtime/launch.mjs';

await launch('bench/harness/main.ts', process.argv.slice(2), { compile: true });
