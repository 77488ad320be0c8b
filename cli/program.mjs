/** The command line, as it is understood. */
import { readFileSync } from 'node:fs';
import { Argument, Command, CommanderError, Option } from 'commander';
import { complaint, HELP_WORDS } from './commander-words.mjs';
import { addAcceso } from './commands/acceso.mjs';
import { addCodigos } from './commands/codigos.mjs';
import { addColas } from './commands/colas.mjs';
import { addImportaciones } from './commands/importaciones.mjs';
import { addJobs } from './commands/jobs.mjs';
import { addLectores } from './commands/lectores.mjs';
import { addOperacion } from './commands/operacion.mjs';
import { addPeriodos } from './commands/periodos.mjs';
import { addProgramaciones } from './commands/programaciones.mjs';
import { addPurgas } from './commands/purgas.mjs';
import { addReference } from './commands/reference.mjs';
import { addSession } from './commands/session.mjs';
import { addEnvio, addRechazos } from './commands/shipments.mjs';
import { complete, completionScript, SHELLS, LIMIT_MS } from './completion.mjs';
import { DEFAULT_URL } from './client.mjs';
import { Context } from './context.mjs';
import { CliError, EXIT } from './exit.mjs';
import { note, print } from './output.mjs';
import { LANGUAGES, languageAsked, say, speak } from './words.mjs';

/**
 * Makes a command's action of what it does with context, arguments and options; it may answer an exit code.
 *
 * @typedef {(work: (context: Context, ...given: any[]) => Promise<number | void>) => (...given: any[]) => Promise<void>} Action
 */

const VERSION = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;

const HELP = `
Ejemplos:
  $ trazo jobs ls
  $ trazo jobs run limpieza --simulacro -f
  $ trazo envio TZ000000005PE
  $ trazo periodos archivar 2023-04 -f
  $ trazo rechazos ls --json | jq length
  $ source <(trazo completion bash)

Termina con 0 si todo fue bien; 1 si la ejecución seguida falló o se canceló, o si algo se volvió a rechazar; 2 si algo
no se entiende o la API no acepta un valor; 3 si no existe o su estado no lo permite; 4 si la API no responde o falla;
130 con Ctrl-C.`;

/**
 * Runs what was typed.
 *
 * @param {string[]} args without node and script
 * @returns {Promise<number>} the exit code
 */
export async function run(args) {
  speak(languageAsked(args, process.env.TRAZO_IDIOMA));
  let exitCode = /** @type {number} */ (EXIT.ok);
  const program = createProgram((code) => (exitCode = code));
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (!(error instanceof CliError)) throw error;
    note(
      program.opts().json && error.document ? JSON.stringify(error.document) : `trazo: ${say(error.message)}`,
    );
    return error.code;
  }
}

/** @param {(code: number) => void} end */
export function createProgram(end) {
  const program = new Command('trazo')
    .description('Trazo, para quienes lo operan: por la misma API que todos.')
    .configureHelp({ showGlobalOptions: true, ...HELP_WORDS })
    .configureOutput({ outputError: (text, write) => write(`trazo: ${complaint(text)}`) })
    .helpOption('-h, --help', 'muestra la ayuda')
    .version(VERSION, '-V, --version', 'muestra la versión')
    .helpCommand(false)
    .exitOverride()
    .addOption(new Option('--url <url>', 'dónde está la API').env('TRAZO_URL').default(DEFAULT_URL))
    .addOption(
      new Option('--clave <clave>', 'con qué se entra: una clave (trz_…) o un token de acceso').env(
        'TRAZO_CLAVE',
      ),
    )
    .option('--json', 'JSON para programas en lugar de tablas')
    .addOption(
      new Option('--idioma <idioma>', 'idioma de lo que se dice')
        .env('TRAZO_IDIOMA')
        .choices(LANGUAGES)
        .default('es'),
    )
    .addHelpText('after', say(HELP));

  /** @type {(administrator: boolean) => Action} */
  const actionOf =
    (administrator) =>
    (work) =>
    async (...given) => {
      const context = new Context(/** @type {any} */ (program.opts()), administrator);
      try {
        // Commander hands over arguments, options and, last, the command.
        end((await work(context, ...given.slice(0, -1))) ?? EXIT.ok);
      } finally {
        await context.credentials.close();
      }
    };
  const action = actionOf(false);
  addJobs(program, action);
  addProgramaciones(program, action);
  addPeriodos(program, action);
  addColas(program, action);
  addLectores(program, action);
  addCodigos(program, action);
  addRechazos(program, action);
  addEnvio(program, action);
  addImportaciones(program, action);
  addReference(program, action);
  addPurgas(program, action);
  addAcceso(program, actionOf(true));
  addSession(program, action);
  addOperacion(program, action);
  addCompletion(program, action);
  // `--help` is enough.
  for (const command of program.commands) command.helpCommand(false);
  return program;
}

/**
 * @param {Command} program
 * @param {Action} action
 */
function addCompletion(program, action) {
  program
    .command('completion')
    .description('escribe lo que el shell necesita para completar las órdenes')
    .addArgument(new Argument('<shell>', 'para cuál').choices(SHELLS))
    .addHelpText('after', say('\nEjemplo:\n  $ trazo completion bash >> ~/.bashrc'))
    .action(action(async (_, shell) => void process.stdout.write(completionScript(shell))));
  program
    .command('__complete', { hidden: true })
    .argument('[words...]')
    // Of a slow network, or a busy machine.
    .addOption(new Option('--limite <ms>').env('TRAZO_COMPLETADO_MS').default(String(LIMIT_MS)))
    .action(
      action(async (context, words, { limite }) => {
        const found = await complete(program, words, candidatesOf(context), Number(limite));
        if (found.length > 0) print(found.join('\n'));
      }),
    );
}

/**
 * What may stand for an argument, by its name.
 *
 * @param {Context} context
 * @returns {Record<string, () => Promise<string[]>>}
 */
function candidatesOf(context) {
  const programaciones = async () =>
    (await context.programaciones()).map(({ nombre, tipo }) => nombre ?? tipo);
  const meses = async () =>
    (await context.client.get('/v1/periodos')).datos.map((/** @type {{ mes: string }} */ { mes }) =>
      mes.slice(0, 7),
    );
  return { programacion: programaciones, ejecucion: programaciones, mes: meses };
}
