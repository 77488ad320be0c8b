import { parseArgs } from 'node:util';
import { UserError } from '../../scripts/lib/errors.mjs';
import { newSeed } from '../runtime/random.js';
import type { SimulationOptions } from './simulation.js';

export const HELP = `npm run simulate -- [opciones]

Simula dispositivos en vehículos que llevan envíos entre ciudades del Perú: los crean sobre la marcha, pierden la
cobertura y lo envían todo junto al volver, repiten lo que quedó sin respuesta, entregan en desorden y tienen relojes
desviados, de segundos a años; la mitad dice con Trazo-Enviado-En a qué hora envía. El ritmo no depende de las respuestas.
Al final comprueba el recibo de cada traza aceptada y el detalle de los últimos 5.000 envíos: su estado, su historial y la
hora de cada traza. Termina con 1 si alguna traza no está aplicada o duplicada, o si un envío no es lo que debe ser.

  --dispositivos N           dispositivos (500)
  --trazas-por-segundo N     lo que les pasa a todos ellos juntos en un segundo (200)
  --duracion T               cuánto dura: 90s, 5m, 1h (60s). Ctrl-C la acorta y comprueba igual
  --url URL                  instancia (http://localhost:3000)
  --semilla N                repite las decisiones de otra vuelta; si falta, una nueva, que se muestra
  --espera SEGUNDOS          lo que la instancia puede faltar, o no avanzar, antes de rendirse (60)
  --help                     esta ayuda

Ejemplos:
  npm run simulate
  npm run simulate -- --dispositivos 500 --trazas-por-segundo 200
  npm run simulate -- --trazas-por-segundo 1160 --duracion 5m
  npm run simulate -- --url http://localhost:4000 --semilla 7 --duracion 20s`;

/** What the command line asks for. */
export type Asked = { help: true } | ({ help: false } & SimulationOptions);

const UNITS: Record<string, number> = { '': 1_000, s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * Understands the command line.
 *
 * @throws {UserError} saying what is wrong with it.
 */
export function parseOptions(args: readonly string[]): Asked {
  const values = parse(args);
  if (values.help) return { help: true };
  const url = values.url ?? 'http://localhost:3000';
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new UserError(`«${url}» no es una dirección http.`);
  return {
    help: false,
    url,
    devices: integer('dispositivos', values.dispositivos, 1, 1_000_000) ?? 500,
    perSecond: integer('trazas-por-segundo', values['trazas-por-segundo'], 1, 100_000) ?? 200,
    durationMs: duration(values.duracion ?? '60s'),
    seed: integer('semilla', values.semilla, 0, 2 ** 32 - 1) ?? newSeed(),
    patienceMs: (integer('espera', values.espera, 1, 3_600) ?? 60) * 1_000,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        dispositivos: { type: 'string' },
        'trazas-por-segundo': { type: 'string' },
        duracion: { type: 'string' },
        url: { type: 'string' },
        semilla: { type: 'string' },
        espera: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (cause) {
    throw new UserError(`${(cause as Error).message}\n\n${HELP}`, { cause });
  }
}

function integer(name: string, text: string | undefined, min: number, max: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new UserError(`--${name} lleva un número entero de ${min} a ${max}, y no «${text}».`);
}

/** Milliseconds of `90s`, `5m`, `1h` or a bare number of seconds. */
function duration(text: string): number {
  const [, number, unit = ''] = /^(\d{1,6})([smh]?)$/.exec(text) ?? [];
  const ms = Number(number) * (UNITS[unit] ?? NaN);
  if (ms > 0) return ms;
  throw new UserError(`--duracion lleva un tiempo como 90s, 5m o 1h, y no «${text}».`);
}
