import { readFileSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { addressOf, DEFAULT_URL } from '../../cli/client.mjs';
import { Credentials } from '../../cli/credentials.mjs';
import { CliError } from '../../cli/exit.mjs';
import { either, languageAsked, LANGUAGES, speak, spoken } from '../../cli/words.mjs';
import { UserError } from '../../scripts/lib/errors.mjs';

/** What every tool takes, by the names and variables that `trazo` has for it. */
const COMMON = {
  url: { type: 'string' },
  clave: { type: 'string' },
  json: { type: 'boolean' },
  idioma: { type: 'string' },
  version: { type: 'boolean', short: 'V' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

type Options = NonNullable<ParseArgsConfig['options']>;

/** The lines of the common options in a tool's help. Names are padded to `width`. */
export function commonHelp(width: number, { url = true } = {}): string {
  const lines = [
    ...(url
      ? [
          [
            '--url URL',
            either(
              'instancia; si falta, TRAZO_URL (http://localhost:3000)',
              'instance; if missing, TRAZO_URL (http://localhost:3000)',
            ),
          ],
          [
            '--clave CLAVE',
            either(
              'con qué se entra; si falta, TRAZO_CLAVE, «trazo login» o TRAZO_DATA_DIR',
              'what opens the door; if missing, TRAZO_CLAVE, “trazo login” or TRAZO_DATA_DIR',
            ),
          ],
        ]
      : []),
    ['--json', either('el resultado como JSON, y nada más', 'the result as JSON, and nothing else')],
    [
      '--idioma es|en',
      either(
        'idioma de lo que se dice; si falta, TRAZO_IDIOMA (es)',
        'language; if missing, TRAZO_IDIOMA (es)',
      ),
    ],
    ['-V, --version', either('la versión', 'the version')],
    ['-h, --help', either('esta ayuda', 'this help')],
  ] as const;
  return lines.map(([name, text]) => `  ${name.padEnd(width)}${text}`).join('\n');
}

/** Has a tool speak the language that is asked for. Call it before anything is said. */
export function speakAsAsked(args: readonly string[], env: NodeJS.ProcessEnv = process.env): void {
  speak(languageAsked(args, env['TRAZO_IDIOMA']));
}

/**
 * Understands a command line of the common options and a tool's own.
 *
 * @param help - Makes the text that follows the reason when something is not understood.
 * @param files - Whether it takes arguments beside options.
 * @throws {UserError} saying what is not understood.
 */
export function parseTool<const Own extends Options>(
  args: readonly string[],
  own: Own,
  { help, files = false }: { help: () => string; files?: boolean },
) {
  try {
    const parsed = parseArgs({ args: [...args], allowPositionals: files, options: { ...COMMON, ...own } });
    const { idioma } = parsed.values as { idioma?: string };
    if (idioma !== undefined && !LANGUAGES.includes(idioma))
      throw new Error(
        either(`--idioma lleva es o en, y no «${idioma}».`, `--idioma takes es or en, not “${idioma}”.`),
      );
    return parsed;
  } catch (cause) {
    throw new UserError(`${(cause as Error).message}\n\n${help()}`, { cause });
  }
}

/**
 * Where the instance is: as typed, or by `TRAZO_URL`, or on this machine. Written as `trazo` takes it.
 *
 * @throws {UserError} when it is no address.
 */
export function urlOf(typed: string | undefined, env: NodeJS.ProcessEnv): string {
  const text = typed ?? (env['TRAZO_URL'] || DEFAULT_URL);
  try {
    return addressOf(text);
  } catch (cause) {
    if (!(cause instanceof CliError)) throw cause;
    throw new UserError(either(`«${text}» no es una dirección http.`, `“${text}” is no http address.`), {
      cause,
    });
  }
}

/** What opens the door of an instance, asked before each request, as `trazo` finds it; undefined when there is nothing. */
export type TokenSource = () => Promise<string | undefined>;

/** How a tool comes in: by what was typed, or as `trazo` does without it. */
export function tokenOf(typed: string | undefined, url: string, env: NodeJS.ProcessEnv): TokenSource {
  const credentials = new Credentials({ url, clave: typed ?? env['TRAZO_CLAVE'], language: spoken(), env });
  return () => credentials.token();
}

/**
 * A whole number of an option; undefined when it was left out.
 *
 * @throws {UserError} when it is none, or out of its range.
 */
export function integer(
  name: string,
  text: string | undefined,
  min: number,
  max = Number.MAX_SAFE_INTEGER,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  const bounded = max < Number.MAX_SAFE_INTEGER;
  throw new UserError(
    either(
      `--${name} lleva un número entero ${bounded ? `de ${min} a ${max}` : `desde ${min}`}, y no «${text}».`,
      `--${name} takes a whole number from ${min}${bounded ? ` to ${max}` : ''}, not “${text}”.`,
    ),
  );
}

/** The version of this checkout. */
export function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
