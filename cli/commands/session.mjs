/** `trazo login`, `logout`: a session that is kept for the commands that follow. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Client } from '../client.mjs';
import { firstCredentials, openSession, savedOf } from '../credentials.mjs';
import { CliError, EXIT } from '../exit.mjs';
import { note } from '../output.mjs';
import { SessionFile } from '../session-file.mjs';
import { say } from '../words.mjs';

/**
 * @typedef {import('../program.mjs').Action} Action
 * @typedef {import('../context.mjs').Context} Context
 * @typedef {{ email: string, clave: string, codigo?: string }} Who
 */

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
export function addSession(program, action) {
  program
    .command('login')
    .description('entra con correo y clave, y guarda la sesión para las órdenes que siguen')
    .argument('[correo]', 'de quién; sin él, el administrador de credenciales.json')
    .option('--codigo <codigo>', 'del segundo factor, o uno de recuperación')
    .action(action(login));
  program.command('logout').description('termina la sesión que se guardó').action(action(logout));
}

/**
 * @param {Context} context
 * @param {string | undefined} email
 * @param {{ codigo?: string }} options
 */
async function login({ client: { url }, language }, email, { codigo }) {
  const first = firstCredentials(url, process.env)?.administrador;
  if (!email && !first) throw new CliError('Falta el correo: trazo login <correo>', EXIT.usage);
  // Never an argument: those of a process can be read by everybody on the machine.
  const who = email ? { email, clave: await askSecret('Clave: ') } : /** @type {Who} */ (first);
  const opened = await openSession(url, language, { ...who, codigo }).catch(async (error) => {
    if (codigo || !process.stdin.isTTY || !isFactorMissing(error)) throw error;
    return openSession(url, language, { ...who, codigo: await askSecret('Código del segundo factor: ') });
  });
  new SessionFile().write(url, savedOf(who.email, opened));
  note(say(`Dentro como ${who.email}`));
  if (opened.segundoFactorPendiente)
    note(say('Falta el segundo factor: esta sesión no puede nada hasta que se prepare.'));
}

/** @param {Context} context */
async function logout({ client: { url }, language }) {
  const sessions = new SessionFile();
  const saved = sessions.read(url);
  if (!saved) throw new CliError('No hay ninguna sesión guardada.', EXIT.refused);
  const { refresco } = saved;
  await sessions.alone(async () => {
    sessions.write(url, undefined);
    try {
      // Its access token may have expired by now; what goes on can be ended.
      const { acceso } = await new Client(url, language).post('/v1/sesiones/refresco', { refresco });
      await new Client(url, language, { token: async () => acceso }).delete('/v1/sesiones/actual');
    } catch (error) {
      // It had ended already.
      if (!(error instanceof CliError) || error.code !== EXIT.refused) throw error;
    }
  });
  note(say(`${saved.email} salió`));
}

/** @param {unknown} error */
function isFactorMissing(error) {
  const document = /** @type {{ type?: string } | undefined} */ (
    error instanceof CliError ? error.document : undefined
  );
  return document?.type?.endsWith('/segundo-factor') ?? false;
}

/**
 * Reads a line that is not shown while it is typed; from a pipe, its first line.
 *
 * @param {string} prompt
 */
async function askSecret(prompt) {
  const { isTTY } = process.stdin;
  if (isTTY) process.stderr.write(say(prompt));
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: isTTY });
  try {
    const { value } = await lines[Symbol.asyncIterator]().next();
    return /** @type {string} */ (value ?? '');
  } finally {
    lines.close();
    if (isTTY) process.stderr.write('\n');
  }
}
