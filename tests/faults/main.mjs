/** `npm run faults`: breaks a whole installation in every way there is, and audits what it acknowledged. */
import { launch } from '../../tools/runtime/launch.mjs';

await launch('tests/faults/cli.ts', process.argv.slice(2), { compile: true });
