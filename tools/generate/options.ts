import { either } from '../../cli/words.mjs';
import { UserError } from '../../scripts/lib/errors.mjs';
import { commonHelp, integer, parseTool, urlOf } from '../runtime/common-options.js';
import { newSeed } from '../runtime/random.js';
import type { HistoryOptions } from './history.js';

const WIDTH = 21;

const SPANISH = () => `npm run generate -- [opciones]

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
  --url URL            sin base: la instancia que se espera en TRAZO_DATA_DIR; si falta, TRAZO_URL. Si es otra, no se
                       escribe nada
${commonHelp(WIDTH, { url: false })}

Ejemplos:
  npm run generate
  npm run generate -- --envios 1000000 --meses 36
  npm run generate -- --envios 20000 --meses 2 --semilla 7 --base postgres://localhost/pruebas`;

const ENGLISH = () => `npm run generate -- [options]

Writes a history of envíos with their trazas into the database, of any size: clientes and transportistas that are very
unequal (Zipf), destinations in Peru, a rhythm of days and hours, 4 to 8 trazas each. Old ones are almost all closed,
recent ones under way. Month by month, each whole with its read models: cutting it short leaves whole months.

  --envios N           how many (100000)
  --meses N            spread over so many months, the last one being the present one (36)
  --clientes N         how many clientes send them (one for every 500 envíos, and no fewer than 50)
  --transportistas N   how many carry them (24)
  --hasta INSTANT      the “now” of the history, RFC 3339 (the true one)
  --semilla N          repeat the history of another run by its seed; if missing, a new one, which is shown
  --base URL           postgres:// of the database; if missing, DATABASE_URL, or that of npm start in TRAZO_DATA_DIR
  --agregar            although it has envíos already; without it, a database with data is left alone
  --url URL            without a base: the instance that is expected in TRAZO_DATA_DIR; if missing, TRAZO_URL. Nothing
                       is written when it is another one
${commonHelp(WIDTH, { url: false })}

Examples:
  npm run generate
  npm run generate -- --envios 1000000 --meses 36`;

/** The help, in the language that is spoken. */
export const help = () => either(SPANISH(), ENGLISH());

/** What a history is written into, and how. */
export interface Writing {
  /** Of the database; undefined when that of the data directory is meant. */
  url: string | undefined;
  /** Where the instance of the data directory is expected to be, if that was said. */
  instance: string | undefined;
  add: boolean;
  json?: boolean;
  history: HistoryOptions;
}

/** What the command line asks for: a text to show, or a history. */
export type Asked =
  { help: true } | { help: false; version: true } | ({ help: false; version?: false } & Writing);

/**
 * Understands the command line.
 *
 * @throws {UserError} saying what is wrong with it.
 */
export function parseOptions(args: readonly string[], env: NodeJS.ProcessEnv): Asked {
  const { values } = parseTool(
    args,
    {
      envios: { type: 'string' },
      meses: { type: 'string' },
      clientes: { type: 'string' },
      transportistas: { type: 'string' },
      hasta: { type: 'string' },
      semilla: { type: 'string' },
      base: { type: 'string' },
      agregar: { type: 'boolean' },
    },
    { help },
  );
  if (values.help) return { help: true };
  if (values.version) return { help: false, version: true };
  const url = values.base ?? (env['DATABASE_URL'] || undefined);
  if (url !== undefined && !/^postgres(ql)?:\/\//.test(url))
    throw new UserError(
      either(`«${url}» no es una dirección postgres://.`, `“${url}” is no postgres:// address.`),
    );
  const named = values.url ?? (env['TRAZO_URL'] || undefined);
  const envios = integer('envios', values.envios, 1, 1_000_000_000) ?? 100_000;
  return {
    help: false,
    url,
    instance: named === undefined ? undefined : urlOf(named, env),
    json: values.json,
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

function instant(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Date.parse(text);
  if (/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/i.test(text) && value >= Date.UTC(2000)) return value;
  throw new UserError(
    either(
      `--hasta lleva un instante RFC 3339 desde el año 2000, y no «${text}».`,
      `--hasta takes an instant of RFC 3339 since the year 2000, not “${text}”.`,
    ),
  );
}
