/** `npm run generate -- --envios 1000000 --meses 36`: a history of any size, straight into the database. */
import { launch } from './runtime/launch.mjs';

await launch('tools/generate/main.ts', process.argv.slice(2), { compile: true });
