import { resolve } from 'node:path';
import { either } from '../../cli/words.mjs';
import { UserError } from '../../scripts/lib/errors.mjs';
import { commonHelp, integer, parseTool, tokenOf, urlOf } from '../runtime/common-options.js';
import { newSeed } from '../runtime/random.js';
import type { ReplayOptions } from './replay.js';

const WIDTH = 21;

const SPANISH = () => `npm run replay -- <archivo> [opciones]

Envía pedidos reales por la API pública de una instancia en marcha y comprueba después, envío por envío, que muestra lo
que dice el archivo: crea clientes, transportista y envíos, envía sus eventos como trazas en desorden (y una de cada
diez dos veces), espera los recibos y lo lee todo otra vez. Termina con 1 si algo difiere. Repetirlo con el mismo
archivo no cambia nada (las claves de idempotencia de los envíos se recuerdan 24 horas).

  <archivo>            un pedido JSON por línea, con o sin gzip
  --semilla N          repite el desorden de otra vuelta; si falta, una nueva, que se muestra
  --limite N           solo los N primeros pedidos
  --por-solicitud N    trazas en cada solicitud, de 1 a 1000 (50)
  --a-la-vez N         solicitudes al mismo tiempo (8)
  --ritmo N            trazas por segundo como mucho; si falta, tan rápido como se acepten, y entonces el tiempo hasta
                       que son visibles incluye la espera en la cola
  --espera SEGUNDOS    lo que la instancia puede faltar, o no avanzar, antes de rendirse (60)
${commonHelp(WIDTH)}

Ejemplos:
  npm run replay -- pedidos.ndjson.gz
  npm run replay -- pedidos.ndjson.gz --url http://localhost:4000 --semilla 7
  npm run replay -- pedidos.ndjson.gz --ritmo 1000
  npm run replay -- pedidos.ndjson --limite 100 --por-solicitud 1 --a-la-vez 32`;

const ENGLISH = () => `npm run replay -- <file> [options]

Posts real orders through the public API of a running instance and then checks, envío by envío, that it shows what the
file says: it creates clientes, a transportista and envíos, posts their events as trazas out of order (one in ten of
them twice), waits for the receipts and reads everything back. Ends with 1 if anything differs. A second run with the
same file changes nothing (idempotency keys of envíos are remembered for 24 hours).

  <file>               one JSON order a line, plain or gzipped
  --semilla N          repeat the order of another run by its seed; if missing, a new one, which is shown
  --limite N           the first N orders alone
  --por-solicitud N    trazas a request, 1 to 1000 (50)
  --a-la-vez N         requests at a time (8)
  --ritmo N            trazas a second at most; if missing, as fast as they are taken, and then the time until they are
                       visible includes their time in the queue
  --espera SECONDS     how long the instance may be away, or settle nothing, before the replay gives up (60)
${commonHelp(WIDTH)}

Examples:
  npm run replay -- orders.ndjson.gz
  npm run replay -- orders.ndjson.gz --url http://localhost:4000 --semilla 7`;

/** The help, in the language that is spoken. */
export const help = () => either(SPANISH(), ENGLISH());

/** What the command line asks for: a text to show, or a replay. */
export type Asked =
  | { help: true }
  | { help: false; version: true }
  | ({ help: false; version?: false; file: string; limit: number; json?: boolean } & ReplayOptions);

/**
 * Understands the command line.
 *
 * @param from - Directory that a relative path starts from.
 * @throws {UserError} saying what is wrong with it.
 */
export function parseOptions(args: readonly string[], from: string, env: NodeJS.ProcessEnv = {}): Asked {
  const { values, positionals } = parseTool(
    args,
    {
      semilla: { type: 'string' },
      limite: { type: 'string' },
      'por-solicitud': { type: 'string' },
      'a-la-vez': { type: 'string' },
      ritmo: { type: 'string' },
      espera: { type: 'string' },
    },
    { help, files: true },
  );
  if (values.help) return { help: true };
  if (values.version) return { help: false, version: true };
  const [file, ...others] = positionals;
  if (file === undefined)
    throw new UserError(`${either('Falta el archivo.', 'The file is missing.')}\n\n${help()}`);
  if (others.length > 0) {
    const more = others.join(' ');
    throw new UserError(
      either(
        `Sobra «${more}»: se reproduce un archivo por vez.`,
        `“${more}” is too much: one file at a time.`,
      ),
    );
  }
  const url = urlOf(values.url, env);
  return {
    help: false,
    file: resolve(from, file),
    limit: integer('limite', values.limite, 1) ?? Infinity,
    json: values.json,
    url,
    token: tokenOf(values.clave, url, env),
    seed: integer('semilla', values.semilla, 0, 2 ** 32 - 1) ?? newSeed(),
    perRequest: integer('por-solicitud', values['por-solicitud'], 1, 1_000) ?? 50,
    atOnce: integer('a-la-vez', values['a-la-vez'], 1, 64) ?? 8,
    rate: integer('ritmo', values.ritmo, 1, 1_000_000) ?? Infinity,
    patienceMs: (integer('espera', values.espera, 1, 3_600) ?? 60) * 1_000,
  };
}
