/** What every command works with. */
import { addressOf, Client } from './client.mjs';
import { Credentials } from './credentials.mjs';
import { CliError, EXIT } from './exit.mjs';
import { print, printJson } from './output.mjs';

/**
 * @typedef {import('../src/modules/programaciones/programacion.dto.js').Programacion} Programacion
 * @typedef {{ url: string, clave?: string, json?: boolean, idioma: 'es' | 'en' }} GlobalOptions
 */

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export class Context {
  /**
   * @param {GlobalOptions} options
   * @param {boolean} [administrator] whether what is done needs an administrator
   */
  constructor({ url, clave, json, idioma }, administrator = false) {
    this.credentials = new Credentials({ url: addressOf(url), clave, language: idioma, administrator });
    this.client = new Client(url, idioma, this.credentials);
    this.language = idioma;
    this.json = Boolean(json);
  }

  /**
   * JSON for scripts, text for people.
   *
   * @template T
   * @param {T} value
   * @param {(value: T) => string} describe
   */
  show(value, describe) {
    if (this.json) printJson(value);
    else print(describe(value));
  }

  /** @returns {Promise<Programacion[]>} */
  async programaciones() {
    return (await this.client.get('/v1/programaciones')).datos;
  }

  /**
   * The programación that somebody means: by its id or the end of it, its name, or its type if there is one of it.
   *
   * @param {string} named
   */
  async programacion(named) {
    const all = await this.programaciones();
    const ways = [
      all.filter(({ id }) => id === named.toLowerCase()),
      all.filter(({ nombre }) => nombre === named),
      all.filter(({ tipo }) => tipo === named),
      named.length < 4 ? [] : all.filter(({ id }) => id.endsWith(named.toLowerCase())),
    ];
    const found = ways.find((matches) => matches.length > 0) ?? [];
    if (found.length === 1) return /** @type {Programacion} */ (found[0]);
    if (found.length === 0)
      throw new CliError(`No hay ninguna programación «${named}». Las que hay: trazo jobs ls`, EXIT.refused);
    const ids = found.map(({ id, nombre }) => `\n  ${id}  ${nombre ?? '-'}`).join('');
    throw new CliError(`«${named}» son varias; indique cuál por su id:${ids}`, EXIT.usage);
  }

  /**
   * The id of the run that somebody means: by its id, or the last one of a programación.
   *
   * @param {string} named
   */
  async ejecucion(named) {
    const all = UUID.test(named) ? await this.programaciones() : undefined;
    if (all && !all.some(({ id }) => id === named.toLowerCase())) return named.toLowerCase();
    const programacion = await this.programacion(named);
    const [last] = await this.client.list('/v1/ejecuciones', { programacionId: programacion.id }, 1);
    if (!last) throw new CliError(`«${named}» no tiene ninguna ejecución que se guarde.`, EXIT.refused);
    return /** @type {string} */ (last.id);
  }
}
