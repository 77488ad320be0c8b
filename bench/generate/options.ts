import { parseArgs } from 'node:util';
import { UserError } from '../../scripts/lib/errors.mjs';
import { newSeed } from '../runtime/random.js';
import type { HistoryOptions } from './history.js';

export const HELP = `npm run generate -- [opciones]

Escribe una historia de envíos con sus trazas en la base de datos, de cualquier tamaño: clientes y transportistas muy
desiguales (Zipf), destinos del Perú, ritmo de días y horas, de 4 a 8 trazas cada uno. Los viejos están casi todos
cerrados; los recientes, en camino. Mes a mes, cada uno entero con sus modelos de lectura: cortarla deja meses enteros.

  --envios N           cuántos (100000)
  --meses N            repartidos en tantos meses, el último el de ahora (36)
  --clientes N         cuántos clientes los envían (uno por cada 500 envíos, y no menos de 50)
  --transportistas N   cuántos los llevan (24)
  --hasta INSTANTE     el «ahora» de la historia, RFC 3339 (el de verdad)
  --semilla N          repite la historia de otra vez; si falta, una nueva, que se muestra
  --base URL           postgres:// de la base de datos; si falta, DATABASE_URL, o la de npm start en TRAZO_DATA_DIR
  --agregar            aunque ya tenga envíos; sin ella, una base con datos no se toca
  --help               esta ayuda

Ejemplos:
  npm run generate
  npm run generate -- --envios 1000000 --meses 36
  npm run generate -- --envios 20000 --meses 2 --semilla 7 --base postgres://localhost/pruebas`;

/** What the command line asks for. `url` is missing when the instance of the data directory is meant. */
export type Asked =
  { help: true } | { help: false; url: string | undefined; add: boolean; history: HistoryOptions };

/**
 * Understands the command line.
 *
 * @throws {UserError} saying what is wrong with it.
 */
export function parseOptions(args: readonly string[], env: NodeJS.ProcessEnv): Asked {
  const values = parse(args);
  if (values.help) return { help: true };
  const url = values.base ?? (env['DATABASE_URL'] || undefined);
  if (url !== undefined && !/^postgres(ql)?:\/\//.test(url))
    throw new UserError(`«${url}» no es una dirección postgres://.`);
  const envios = integer('envios', values.envios, 1, 1_000_000_000) ?? 100_000;
  return {
    help: false,
    url,
    add: values.agregar ?? false,
    history: {
      envios,
      months: integer('meses', values.meses, 1, 240) ?? 36,
      clientes:
        integer('clientes', values.clientes, 1, 1_000_000) ??
        Math.min(20_000, Math.max(50, Math.round(envios / 500))),
      transportistas: integer('transportistas', values.transportistas, 1, 10_000) ?? 24,
      now: instant(values.hasta) ?? Date.now(),
      seed: integer('semilla', values.semilla, 0, 2 ** 32 - 1) ?? newSeed(),
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        envios: { type: 'string' },
        meses: { type: 'string' },
        clientes: { type: 'string' },
        transportistas: { type: 'string' },
        hasta: { type: 'string' },
        semilla: { type: 'string' },
        base: { type: 'string' },
        agregar: { type: 'boolean' },
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

function instant(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Date.parse(text);
  if (/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/i.test(text) && value >= Date.UTC(2000)) return value;
  throw new UserError(`--hasta lleva un instante RFC 3339 desde el año 2000, y no «${text}».`);
}
