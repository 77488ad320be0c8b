/** `npm start`: set-up, database, Redis, migrations, API and worker; until Ctrl-C. */
import { StoppedError, UserError } from './lib/errors.mjs';
import { checkLauncher } from './lib/node-runtime.mjs';
import { complain, say } from './lib/terminal.mjs';
import { listenForStop, watchNpm } from './supervisor/stop-requests.mjs';
import { Supervisor } from './supervisor/supervisor.mjs';

const HELP = `npm start            prepara lo que falte y pone en marcha la API y el worker; Ctrl-C lo para todo
npm start -- --help  esta ayuda

Variables de entorno:
  PORT            puerto de la API (3000); 0 toma uno libre
  HOST            dirección en la que escucha la API
  TRAZO_DATA_DIR  donde queda todo lo que se guarda (.trazo); con otro PORT, otra instancia al lado
  DATABASE_URL    un PostgreSQL ya existente; sin ella, uno propio
  REDIS_URL       un Redis ya existente, con AOF y sin expulsión de claves; sin ella, uno propio

Empezar de cero: parar y borrar el directorio de datos. Reinstalar: borrar node_modules.`;

/** @param {string[]} args */
async function main(args) {
  if (args.includes('--help') || args.includes('-h')) return say(HELP);
  if (args.length > 0) throw new UserError(`npm start no conoce «${args.join(' ')}».\n\n${HELP}`);
  checkLauncher();
  const supervisor = new Supervisor(process.env);
  listenForStop({ onStop: () => supervisor.requestStop(), onForce: () => supervisor.forceStop() });
  watchNpm(() => supervisor.requestStop());
  await supervisor.run();
}

/** @param {unknown} error */
function explain(error) {
  if (error instanceof StoppedError) return;
  complain(error instanceof UserError ? error.message : String(/** @type {Error} */ (error).stack));
  process.exitCode = 1;
}

await main(process.argv.slice(2)).catch(explain);
process.exit();
