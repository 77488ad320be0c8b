/** `npm run replay -- <file>`: real orders through the public API of a running instance. */
import { launch } from './runtime/launch.mjs';

await launch('tools/replay/main.ts', process.argv.slice(2), { compile: false });
