import { either } from '../../cli/words.mjs';
import { UserError } from '../../scripts/lib/errors.mjs';
import { commonHelp, integer, parseTool, tokenOf, urlOf } from '../runtime/common-options.js';
import { newSeed } from '../runtime/random.js';
import type { SimulationOptions } from './simulation.js';

const WIDTH = 27;

const SPANISH = () => `npm run simulate -- [opciones]

Simula dispositivos en vehículos que llevan envíos entre ciudades del Perú: los crean sobre la marcha, pierden la
cobertura y lo envían todo junto al volver, repiten lo que quedó sin respuesta, entregan en desorden y tienen relojes
desviados, de segundos a años; la mitad dice con Trazo-Enviado-En a qué hora envía. El ritmo no depende de las respuestas.
Al final comprueba el recibo de cada traza aceptada y el detalle de los últimos 5.000 envíos: su estado, su historial y la
hora de cada traza. Termina con 1 si alguna traza no está aplicada o duplicada, o si un envío no es lo que debe ser.

  --dispositivos N           dispositivos (500)
  --trazas-por-segundo N     lo que les pasa a todos ellos juntos en un segundo (200)
  --duracion T               cuánto dura: 90s, 5m, 1h (60s). Ctrl-C la acorta y comprueba igual
  --semilla N                repite las decisiones de otra vuelta; si falta, una nueva, que se muestra
  --espera SEGUNDOS          lo que la instancia puede faltar, o no avanzar, antes de rendirse (60)
${commonHelp(WIDTH)}

Ejemplos:
  npm run simulate
  npm run simulate -- --dispositivos 500 --trazas-por-segundo 200
  npm run simulate -- --trazas-por-segundo 1160 --duracion 5m
  npm run simulate -- --url http://localhost:4000 --semilla 7 --duracion 20s`;

const ENGLISH = () => `npm run simulate -- [options]

Simulates devices in vehicles that carry envíos between cities of Peru: they create them as they go, lose coverage and
send everything together when they are back, repeat what got no answer, deliver out of order and have clocks that are
wrong by seconds to years; half of them say with Trazo-Enviado-En when they send. The pace does not depend on the answers.
At the end it checks the receipt of every accepted traza and the detail of the last 5,000 envíos: estado, historial and
the time of each traza. Ends with 1 if a traza is neither applied nor a duplicate, or if an envío is not what it must be.

  --dispositivos N           devices (500)
  --trazas-por-segundo N     what happens to all of them together in a second (200)
  --duracion T               how long: 90s, 5m, 1h (60s). Ctrl-C cuts it short and checks all the same
  --semilla N                repeat the decisions of another run by its seed; if missing, a new one, which is shown
  --espera SECONDS           how long the instance may be away, or settle nothing, before it gives up (60)
${commonHelp(WIDTH)}

Examples:
  npm run simulate
  npm run simulate -- --trazas-por-segundo 1160 --duracion 5m
  npm run simulate -- --url http://localhost:4000 --semilla 7 --duracion 20s`;

/** The help, in the language that is spoken. */
export const help = () => either(SPANISH(), ENGLISH());

/** What the command line asks for: a text to show, or a simulation. */
export type Asked =
  | { help: true }
  | { help: false; version: true }
  | ({ help: false; version?: false; json?: boolean } & SimulationOptions);

const UNITS: Record<string, number> = { '': 1_000, s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * Understands the command line.
 *
 * @throws {UserError} saying what is wrong with it.
 */
export function parseOptions(args: readonly string[], env: NodeJS.ProcessEnv = {}): Asked {
  const { values } = parseTool(
    args,
    {
      dispositivos: { type: 'string' },
      'trazas-por-segundo': { type: 'string' },
      duracion: { type: 'string' },
      semilla: { type: 'string' },
      espera: { type: 'string' },
    },
    { help },
  );
  if (values.help) return { help: true };
  if (values.version) return { help: false, version: true };
  const url = urlOf(values.url, env);
  return {
    help: false,
    json: values.json,
    url,
    token: tokenOf(values.clave, url, env),
    devices: integer('dispositivos', values.dispositivos, 1, 1_000_000) ?? 500,
    perSecond: integer('trazas-por-segundo', values['trazas-por-segundo'], 1, 100_000) ?? 200,
    durationMs: duration(values.duracion ?? '60s'),
    seed: integer('semilla', values.semilla, 0, 2 ** 32 - 1) ?? newSeed(),
    patienceMs: (integer('espera', values.espera, 1, 3_600) ?? 60) * 1_000,
  };
}

/** Milliseconds of `90s`, `5m`, `1h` or a bare number of seconds. */
function duration(text: string): number {
  const [, number, unit = ''] = /^(\d{1,6})([smh]?)$/.exec(text) ?? [];
  const ms = Number(number) * (UNITS[unit] ?? NaN);
  if (ms > 0) return ms;
  throw new UserError(
    either(
      `--duracion lleva un tiempo como 90s, 5m o 1h, y no «${text}».`,
      `--duracion takes a time such as 90s, 5m or 1h, not “${text}”.`,
    ),
  );
}
