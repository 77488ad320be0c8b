/** A run, as it goes. */
import cliProgress from 'cli-progress';
import { EXIT } from './exit.mjs';
import { duration, estado, note, paint, print, sheet, table } from './output.mjs';
import { say } from './words.mjs';

/** @typedef {import('../src/modules/programaciones/ejecucion.dto.js').Ejecucion} Ejecucion */

/**
 * Shows log and progress of a run until it has ended. Ctrl-C leaves it running.
 *
 * @param {import('./context.mjs').Context} context
 * @param {string} id
 * @returns {Promise<number>} the exit code
 */
export async function follow({ client, json }, id) {
  const leave = new AbortController();
  const onInterrupt = () => leave.abort();
  process.once('SIGINT', onInterrupt);
  const bar = json || !process.stderr.isTTY ? undefined : new Bar();
  let ending = '';
  try {
    for await (const event of client.follow(`/v1/ejecuciones/${id}/eventos`, leave.signal)) {
      if (json) print(JSON.stringify({ evento: event.event, ...event.data }));
      else if (event.event === 'linea')
        bar ? bar.above(() => print(lineOf(event.data))) : print(lineOf(event.data));
      else if (event.event === 'ejecucion') bar?.show(event.data);
      if (event.event === 'fin') ending = event.data.estado;
    }
  } catch (error) {
    if (!leave.signal.aborted) throw error;
    bar?.stop();
    note(`La ejecución sigue; para verla de nuevo: trazo jobs logs -f ${id}`);
    return EXIT.interrupted;
  } finally {
    bar?.stop();
    process.off('SIGINT', onInterrupt);
  }
  if (!json) await conclude(client, id);
  return ending === 'completada' ? EXIT.ok : EXIT.failed;
}

/** @param {{ en: string, texto: string }} line */
export function lineOf({ en, texto }) {
  return `${paint(en, 'dim')}  ${texto}`;
}

/**
 * @param {import('./client.mjs').Client} client
 * @param {string} id
 */
async function conclude(client, id) {
  const run = /** @type {Ejecucion | undefined} */ (
    await client.get(`/v1/ejecuciones/${id}`).catch((error) => {
      // One that found nothing to do leaves no trace.
      if (error.document?.status === 404) return undefined;
      throw error;
    })
  );
  if (!run) return note('completada: no había nada que hacer');
  note(`${estado(run.estado)}${run.simulacro ? ' (simulacro)' : ''}`);
  if (run.problema) note(`${run.problema.title}. ${run.problema.detail}`);
  if (run.resultado) print(describeResult(run.resultado));
}

/**
 * What a run came to: as it is, or with a table of its own for each list of things.
 *
 * @param {object} resultado
 */
export function describeResult(resultado) {
  const lists = Object.entries(resultado).filter(([, value]) => isList(value));
  if (lists.length === 0) return JSON.stringify(resultado, null, 2);
  const rest = Object.entries(resultado).filter(([, value]) => !isList(value));
  const tables = lists.map(([name, rows]) => `${say(name)}\n${table(rows, columnsOf(rows))}`);
  return [
    ...(rest.length > 0
      ? [sheet(Object.fromEntries(rest.map(([name, value]) => [name, isNone(value) ? '-' : value])))]
      : []),
    ...tables,
  ].join('\n\n');
}

/** @param {unknown} value */
const isNone = (value) => Array.isArray(value) && value.length === 0;

/** @param {unknown} value */
const isList = (value) =>
  Array.isArray(value) && value.length > 0 && value.every((row) => typeof row === 'object' && row !== null);

/** Columns that come first, in this order. */
const FIRST = ['mes', 'de', 'a'];

/** @param {Record<string, unknown>[]} rows */
function columnsOf(rows) {
  const given = new Set(rows.flatMap((row) => Object.keys(row)));
  // PostgreSQL keeps the fields of a result in an order of its own.
  const names = [
    ...FIRST.filter((name) => given.has(name)),
    ...[...given].filter((name) => !FIRST.includes(name)),
  ];
  return Object.fromEntries(
    names.map((name) => [name, (/** @type {Record<string, unknown>} */ row) => row[name]]),
  );
}

const KNOWN = '{estado} {bar} {percentage}% | {value}/{total} {unidad} | {ritmo} | falta {falta}';
const UNKNOWN = '{estado} {value} {unidad} | {ritmo}';

/** The progress of a run on the terminal, below its log. */
class Bar {
  /** @type {cliProgress.SingleBar | undefined} */
  #bar;
  #format = '';

  /** @param {Ejecucion} run */
  show({ estado: state, progreso }) {
    if (!progreso) return;
    const { hecho, total, unidad, porSegundo, restanteS } = progreso;
    const ritmo = porSegundo === null ? '-' : `${Math.round(porSegundo)}/s`;
    const payload = { estado: state, unidad: unidad ?? '', ritmo, falta: duration(restanteS) };
    const bar = this.#barOf(total === null ? UNKNOWN : KNOWN);
    if (!this.#bar) bar.start(total ?? 1, hecho, payload);
    this.#bar = bar;
    bar.setTotal(total ?? Math.max(1, hecho));
    bar.update(hecho, payload);
  }

  /** @param {() => void} write */
  above(write) {
    if (this.#bar) process.stderr.write('\r\u001b[K');
    write();
    this.#bar?.render();
  }

  stop() {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  /** @param {string} format */
  #barOf(format) {
    if (this.#bar && format === this.#format) return this.#bar;
    this.stop();
    this.#format = format;
    return new cliProgress.SingleBar({
      format,
      hideCursor: true,
      clearOnComplete: true,
      stream: process.stderr,
    });
  }
}
