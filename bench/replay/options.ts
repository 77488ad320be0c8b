import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../../scripts/lib/errors.mjs';
import { newSeed } from '../runtime/random.js';
import type { ReplayOptions } from './replay.js';

export const HELP = `npm run replay -- <archivo> [opciones]

Envía pedidos reales por la API pública de una instancia en marcha y comprueba después, envío por envío, que muestra lo
que dice el archivo: crea clientes, transportista y envíos, envía sus eventos como trazas en desorden (y una de cada
diez dos veces), espera los recibos y lo lee todo otra vez. Termina con 1 si algo difiere. Repetirlo con el mismo
archivo no cambia nada (las claves de idempotencia de los envíos se recuerdan 24 horas).

  <archivo>            un pedido JSON por línea, con o sin gzip
  --url URL            instancia (http://localhost:3000)
  --semilla N          repite el desorden de otra vuelta; si falta, una nueva, que se muestra
  --limite N           solo los N primeros pedidos
  --por-solicitud N    trazas en cada solicitud, de 1 a 1000 (50)
  --a-la-vez N         solicitudes al mismo tiempo (8)
  --ritmo N            trazas por segundo como mucho; si falta, tan rápido como se acepten, y entonces el tiempo hasta
                       que son visibles incluye la espera en la cola
  --espera SEGUNDOS    lo que la instancia puede faltar, o no avanzar, antes de rendirse (60)
  --help               esta ayuda

Ejemplos:
  npm run replay -- pedidos.ndjson.gz
  npm run replay -- pedidos.ndjson.gz --url http://localhost:4000 --semilla 7
  npm run replay -- pedidos.ndjson.gz --ritmo 1000
  npm run replay -- pedidos.ndjson --limite 100 --por-solicitud 1 --a-la-vez 32`;

/** What the command line asks for. */
export type Asked = { help: true } | ({ help: false; file: string; limit: number } & ReplayOptions);

/**
 * Understands the command line.
 *
 * @param from - Directory that a relative path starts from.
 * @throws {UserError} saying what is wrong with it.
 */
export function parseOptions(args: readonly string[], from: string): Asked {
  const { values, positionals } = parse(args);
  if (values.help) return { help: true };
  const [file, ...others] = positionals;
  if (file === undefined) throw new UserError(`Falta el archivo.\n\n${HELP}`);
  if (others.length > 0) throw new UserError(`Sobra «${others.join(' ')}»: se reproduce un archivo por vez.`);
  const url = values.url ?? 'http://localhost:3000';
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new UserError(`«${url}» no es una dirección http.`);
  return {
    help: false,
    file: resolve(from, file),
    limit: integer('limite', values.limite, 1, Number.MAX_SAFE_INTEGER) ?? Infinity,
    url,
    seed: integer('semilla', values.semilla, 0, 2 ** 32 - 1) ?? newSeed(),
    perRequest: integer('por-solicitud', values['por-solicitud'], 1, 1_000) ?? 50,
    atOnce: integer('a-la-vez', values['a-la-vez'], 1, 64) ?? 8,
    rate: integer('ritmo', values.ritmo, 1, 1_000_000) ?? Infinity,
    patienceMs: (integer('espera', values.espera, 1, 3_600) ?? 60) * 1_000,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        semilla: { type: 'string' },
        limite: { type: 'string' },
        'por-solicitud': { type: 'string' },
        'a-la-vez': { type: 'string' },
        ritmo: { type: 'string' },
        espera: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    throw new UserError(`${(cause as Error).message}\n\n${HELP}`, { cause });
  }
}

function integer(name: string, text: string | undefined, min: number, max: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  const most = max === Number.MAX_SAFE_INTEGER ? '' : ` a ${max}`;
  throw new UserError(`--${name} lleva un número entero desde ${min}${most}, y no «${text}».`);
}
