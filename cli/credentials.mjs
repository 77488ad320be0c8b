/** With what the command line and the tools come in. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from './client.mjs';
import { CliError, EXIT } from './exit.mjs';
import { SessionFile } from './session-file.mjs';

/**
 * @typedef {import('./session-file.mjs').SavedSession} SavedSession
 * @typedef {{ administrador: { email: string, clave: string }, operador: { claveApi: string } }} FirstCredentials
 * @typedef {{ acceso: string, expiraEn: number, refresco: string, segundoFactorPendiente: boolean }} Opened
 */

const LOCAL = ['localhost', '127.0.0.1', '[::1]'];
/** An access token that is about to expire is replaced before it is used. */
const MARGIN_MS = 30_000;

/**
 * A credential for an API: the one that was typed or is in `TRAZO_CLAVE`; else the session of `trazo login`; else what the
 * first start of this machine's own instance wrote into its data directory.
 */
export class Credentials {
  #url;
  #typed;
  #language;
  #administrator;
  #env;
  #sessions;
  /** @type {Promise<Opened> | undefined} */
  #own;
  #source = 'sin credenciales: indique --clave o TRAZO_CLAVE, o entre con «trazo login»';

  /**
   * @param {object} options
   * @param {string} options.url of the API, as `addressOf` writes it
   * @param {string | undefined} [options.clave] a key or an access token
   * @param {'es' | 'en'} [options.language]
   * @param {boolean} [options.administrator] whether what is done needs an administrator
   * @param {NodeJS.ProcessEnv} [options.env]
   */
  constructor({ url, clave, language = 'es', administrator = false, env = process.env }) {
    this.#url = url;
    this.#typed = clave || undefined;
    this.#language = language;
    this.#administrator = administrator;
    this.#env = env;
    this.#sessions = new SessionFile(env);
  }

  /** Where the last credential came from, or that there was none, in words. */
  get source() {
    return this.#source;
  }

  /** @returns {Promise<string | undefined>} what follows `Bearer`; undefined when there is none */
  async token() {
    if (this.#typed) {
      this.#source = 'con --clave o TRAZO_CLAVE';
      return this.#typed;
    }
    const saved = await this.#savedToken();
    if (saved) return saved;
    const found = firstCredentials(this.#url, this.#env);
    if (!found) return undefined;
    this.#source = `con ${credentialsFile(this.#env)}`;
    if (!this.#administrator) return found.operador.claveApi;
    this.#own ??= openSession(this.#url, this.#language, found.administrador);
    return (await this.#own).acceso;
  }

  /** Ends the session that was opened for this call alone. */
  async close() {
    if (!this.#own) return;
    const { acceso } = await this.#own;
    const client = new Client(this.#url, this.#language, { token: async () => acceso });
    await client.delete('/v1/sesiones/actual');
  }

  /** The access token of `trazo login`, refreshed when its time is up. */
  async #savedToken() {
    const saved = this.#sessions.read(this.#url);
    if (!saved) return undefined;
    this.#source = `con la sesión de ${saved.email}`;
    if (isFresh(saved)) return saved.acceso;
    return this.#sessions.alone(async () => {
      const now = this.#sessions.read(this.#url);
      if (!now || isFresh(now)) return now?.acceso;
      const next = await this.#refresh(now);
      this.#sessions.write(this.#url, savedOf(now.email, next));
      return next.acceso;
    });
  }

  /**
   * @param {SavedSession} session
   * @returns {Promise<Opened>}
   */
  async #refresh({ refresco }) {
    try {
      return await new Client(this.#url, this.#language).post('/v1/sesiones/refresco', { refresco });
    } catch (error) {
      if (!(error instanceof CliError) || error.code !== EXIT.refused) throw error;
      this.#sessions.write(this.#url, undefined);
      throw new CliError('La sesión de «trazo login» terminó: entre de nuevo.', EXIT.refused, error.document);
    }
  }
}

/**
 * @param {string} url
 * @param {'es' | 'en'} language
 * @param {{ email: string, clave: string, codigo?: string }} who
 * @returns {Promise<Opened>}
 */
export function openSession(url, language, who) {
  return new Client(url, language).post('/v1/sesiones', who);
}

/**
 * A session as it is kept.
 *
 * @param {string} email
 * @param {Opened} opened
 * @returns {SavedSession}
 */
export function savedOf(email, { acceso, expiraEn, refresco }) {
  return { email, acceso, venceEn: Date.now() + expiraEn * 1_000, refresco };
}

/**
 * What the first start of an instance on this machine wrote into its data directory. Nothing of it is sent anywhere else.
 *
 * @param {string} url of the API
 * @param {NodeJS.ProcessEnv} env
 * @returns {FirstCredentials | undefined} undefined when there is none, or it is not this user's to read
 */
export function firstCredentials(url, env) {
  if (!LOCAL.includes(new URL(url).hostname)) return undefined;
  const file = credentialsFile(env);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code && ['ENOENT', 'ENOTDIR', 'EACCES'].includes(code)) return undefined;
    throw new CliError(`No se puede leer ${file}: ${message}`, EXIT.usage);
  }
}

/** @param {NodeJS.ProcessEnv} env */
function credentialsFile(env) {
  const given = env['TRAZO_DATA_DIR'];
  // npm runs scripts in the repository's root and says where the user stood: a relative path is meant from there.
  const directory = given
    ? resolve(env['INIT_CWD'] ?? process.cwd(), given)
    : fileURLToPath(new URL('../.trazo', import.meta.url));
  return join(directory, 'credenciales.json');
}

/** @param {SavedSession} session */
function isFresh({ venceEn }) {
  return venceEn - MARGIN_MS > Date.now();
}
