/** `npm run simulate -- --dispositivos 500 --trazas-por-segundo 200`: fleets that post as devices do. */
import { launch } from './runtime/launch.mjs';

await launch('tools/simulate/main.ts', process.argv.slice(2), { compile: false });
