/** `npm run bench -- <name>`: the one door to all measurements. */
import { launch } from './runtime/launch.mjs';

await launch('harness/main.ts', process.argv.slice(2), { compile: true });
