/** Everything that an instance consists of: started in order, kept running, stopped in order. */
import { join, relative } from 'node:path';
import { StoppedError } from '../lib/errors.mjs';
import { box, say, step } from '../lib/terminal.mjs';
import { startPostgres } from '../services/postgres.mjs';
import { startRedis } from '../services/redis.mjs';
import { ROOT, prepare } from '../setup.mjs';
import { freePort } from '../lib/ports.mjs';
import { runToEnd, startApp } from './app.mjs';
import { checkedConfig } from './check.mjs';
import { ownDataKeyFile } from './data-key.mjs';
import { appRecord, occupy } from './instance.mjs';
import { Keeper } from './keeper.mjs';

/** @typedef {import('./config.mjs').LaunchConfig} LaunchConfig */
/** @typedef {import('../services/postgres.mjs').Service} Service */

const FORCED_EXIT_CODE = 130; // What a shell calls a command that Ctrl-C ended.

export class Supervisor {
  #stopping = new AbortController();
  /** @type {Keeper<any>[]} in the order of their start */
  #kept = [];

  /** @type {LaunchConfig | undefined} */
  #config;

  /** @param {NodeJS.ProcessEnv} env */
  constructor(env) {
    this.env = env;
  }

  /** @returns {LaunchConfig} */
  get config() {
    if (!this.#config) throw new Error('the configuration has not been read yet');
    return this.#config;
  }

  /** Runs until somebody asks to stop. */
  async run() {
    const { signal } = this.#stopping;
    const { node } = await prepare({ signal });
    const config = await checkedConfig(this.env, { root: ROOT, node, signal });
    // One port for as long as it runs: the API comes back to it when it has to be started again.
    this.#config = { ...config, port: config.port || (await freePort()) };
    const release = await occupy(this.config, signal);
    try {
      await this.#start(node);
      await this.#untilAsked();
    } catch (error) {
      if (!(error instanceof StoppedError)) throw error;
    } finally {
      await this.#stopAll();
      release();
    }
  }

  requestStop() {
    if (this.#stopping.signal.aborted) return;
    say('\nParando en orden…  (Ctrl-C otra vez para forzar)');
    this.#stopping.abort();
  }

  forceStop() {
    say('Forzando la parada…');
    process.exitCode = FORCED_EXIT_CODE;
    for (const keeper of this.#kept) void keeper.kill();
  }

  /** @param {string} node */
  async #start(node) {
    const { signal } = this.#stopping;
    const { databaseUrl, redisUrl } = await this.#startServices();
    const { port, host, dataDir, archiveDir, mailDir, dataKeyFile } = this.config;
    const env = {
      ...this.env,
      PORT: String(port),
      TRAZO_DATA_DIR: dataDir,
      TRAZO_ARCHIVO_DIR: archiveDir,
      TRAZO_CORREO_DIR: mailDir,
      TRAZO_LLAVE_DATOS_ARCHIVO:
        dataKeyFile ?? (this.config.databaseUrl ? undefined : ownDataKeyFile(dataDir)),
      // Of a database of its own; of another one its operators say who comes in first.
      TRAZO_CREDENCIALES_ARCHIVO:
        this.env['TRAZO_CREDENCIALES_ARCHIVO'] ??
        (this.config.databaseUrl ? undefined : join(dataDir, 'credenciales.json')),
      // For people, in colour where there is a terminal: what the processes write goes through this one.
      TRAZO_LOG: this.env['TRAZO_LOG'] || 'texto',
      FORCE_COLOR: this.env['FORCE_COLOR'] ?? (process.stdout.hasColors?.() ? '1' : undefined),
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
    };
    const app = (/** @type {string} */ name, /** @type {string} */ script, more = {}) => ({
      name,
      script,
      node,
      cwd: ROOT,
      env: { ...env, ...more },
      signal,
      record: appRecord(dataDir, name),
    });
    this.#checkNotStopping();
    await runToEnd(app('migraciones', 'dist/src/migrate.js'));
    await settled([
      this.#keep('api', () => startApp(app('api', 'dist/src/main.js'))),
      this.#keep('worker', () => startApp(app('worker', 'dist/workers/main.js', this.#nextMetricsPort()))),
    ]);
    this.#checkNotStopping();
    this.#announce(`http://${host && host !== '0.0.0.0' && host !== '::' ? host : 'localhost'}:${port}`);
  }

  /** Each process has a port of its own for its metrics. */
  #nextMetricsPort() {
    const port = Number(this.env['TRAZO_METRICAS_PUERTO'] || 0);
    return port > 0 ? { TRAZO_METRICAS_PUERTO: String(port + 1) } : {};
  }

  async #startServices() {
    const { dataDir, databaseUrl, redisUrl } = this.config;
    const { signal } = this.#stopping;
    const names = this.#ownServices();
    const common = { dataDir, log: say, signal };
    const ownPostgres = async () => {
      /** @type {Promise<Service>} */
      const postgres = this.#keep('PostgreSQL', (before) => startPostgres({ ...common, port: before?.port }));
      return (await postgres).url;
    };
    const ownRedis = async () => {
      /** @type {Promise<Service>} */
      const redis = this.#keep('Redis', (before) => startRedis({ ...common, port: before?.port }));
      return (await redis).url;
    };
    const start = () => settled([databaseUrl ?? ownPostgres(), redisUrl ?? ownRedis()]);
    const urls = names.length ? await step(`Arrancando ${names.join(' y ')}`, start) : await start();
    return { databaseUrl: urls[0], redisUrl: urls[1] };
  }

  /**
   * @template {import('./keeper.mjs').Running} T
   * @param {string} name
   * @param {(before: T | null) => Promise<T>} start
   * @returns {Promise<T>}
   */
  #keep(name, start) {
    /** @type {Keeper<T>} */
    const keeper = new Keeper(name, start, say);
    this.#kept.push(keeper);
    return keeper.begin();
  }

  /** Ends with the error of whatever cannot be kept running. */
  async #untilAsked() {
    /** @type {Promise<null>} */
    const asked = new Promise((resolve) => {
      const { signal } = this.#stopping;
      if (signal.aborted) resolve(null);
      else signal.addEventListener('abort', () => resolve(null), { once: true });
    });
    const lost = await Promise.race([asked, ...this.#kept.map((keeper) => keeper.gaveUp)]);
    if (lost) throw lost;
  }

  /** Apps first, so that what they have in hand still finds its Redis and its database. */
  async #stopAll() {
    this.#stopping.abort();
    for (const name of ['api', 'worker', 'Redis', 'PostgreSQL']) {
      const keeper = this.#kept.find((each) => each.name === name);
      if (keeper) await keeper.stop();
    }
    if (this.#kept.length > 0) say('Todo parado.');
  }

  #checkNotStopping() {
    if (this.#stopping.signal.aborted) throw new StoppedError();
  }

  #ownServices() {
    const { databaseUrl, redisUrl } = this.config;
    return [...(databaseUrl ? [] : ['PostgreSQL']), ...(redisUrl ? [] : ['Redis'])];
  }

  /**
   * Where to find what opens the door.
   *
   * @param {string} data the data directory, as it is shown
   * @returns {[string, string][]}
   */
  #credentials(data) {
    if (this.env['TRAZO_ACCESO'] === 'abierto')
      return [row('Credenciales', 'ninguna hace falta (TRAZO_ACCESO=abierto)')];
    const named = this.env['TRAZO_CREDENCIALES_ARCHIVO'];
    if (named) return [row('Credenciales', named)];
    return this.config.databaseUrl ? [] : [row('Credenciales', `${data}/credenciales.json`)];
  }

  /** @param {string} address */
  #announce(address) {
    const { dataDir, databaseUrl, redisUrl } = this.config;
    const own = this.#ownServices();
    const near = relative(process.cwd(), dataDir);
    const shown = near && !near.startsWith('..') ? near : dataDir;
    box('Trazo está en marcha', [
      ['API', address],
      ['Documentación', `${address}/docs`],
      ['Datos', shown],
      ...this.#credentials(shown),
      ...(own.length ? [row('Registros', `${shown}/logs (${own.join(' y ')})`)] : []),
      ...(databaseUrl ? [row('Base de datos', 'la de DATABASE_URL')] : []),
      ...(redisUrl ? [row('Redis', 'el de REDIS_URL')] : []),
      ['Para parar', 'Ctrl-C'],
    ]);
  }
}

/**
 * @param {string} label
 * @param {string} value
 * @returns {[string, string]}
 */
function row(label, value) {
  return [label, value];
}

/**
 * Waits for all, also when one fails: whatever is still starting has to be known before it can be stopped.
 * @template T
 * @param {(T | Promise<T>)[]} starting
 * @returns {Promise<T[]>}
 */
async function settled(starting) {
  const outcomes = await Promise.allSettled(starting);
  const failures = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason);
  const failure = failures.find((reason) => !(reason instanceof StoppedError)) ?? failures[0];
  if (failure) throw failure;
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
}
