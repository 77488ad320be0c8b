/** What Commander says by itself, in the language that is spoken: its help by its own hooks, its complaints by what they say. */
import { either, say, spoken } from './words.mjs';

/** @type {Record<string, string>} */
const TITLES = {
  'Usage:': 'Uso:',
  'Arguments:': 'Argumentos:',
  'Options:': 'Opciones:',
  'Global Options:': 'Opciones globales:',
  'Commands:': 'Órdenes:',
};

/**
 * Commander has no hook for the words of a complaint, and its error has a code but no parts.
 *
 * @type {(readonly [RegExp, string])[]}
 */
const COMPLAINTS = [
  [/^error: /, ''],
  [/unknown command '(.*)'/, 'No existe la orden «$1».'],
  [/unknown option '(.*)'/, 'No existe la opción «$1».'],
  [/required option '(.*)' not specified/, 'Falta la opción «$1».'],
  [/missing required argument '(.*)'/, 'Falta «$1».'],
  [/option '(.*)' argument missing/, 'A la opción «$1» le falta su valor.'],
  [/option '(.*)' argument '(.*)' is invalid\./, '«$2» no sirve para la opción «$1».'],
  [/command-argument value '(.*)' is invalid for argument '(.*)'\./, '«$1» no sirve para «$2».'],
  [/too many arguments.*/, 'Sobran argumentos.'],
  [/Allowed choices are (.*)\./, 'Puede ser: $1.'],
  [/\(Did you mean (.*)\?\)/, '(¿Quiso decir $1?)'],
];

/** @type {import('commander').HelpConfiguration} */
export const HELP_WORDS = {
  styleTitle: (title) => either(TITLES[title] ?? title, title),
  // In a usage they are words of their own.
  styleOptionText: (text) => (text === '[options]' ? either('[opciones]', text) : text),
  styleSubcommandText: (text) => (text === '[command]' ? either('[orden]', text) : text),
  styleDescriptionText: say,
  optionDescription: ({ description, argChoices, required, optional, defaultValue, envVar }) =>
    described(say(description), {
      choices: argChoices,
      default: required || optional ? defaultValue : undefined,
      env: envVar,
    }),
  argumentDescription: ({ description, argChoices, defaultValue }) =>
    described(say(description), { choices: argChoices, default: defaultValue }),
};

/**
 * A complaint of Commander.
 *
 * @param {string} text
 */
export function complaint(text) {
  if (spoken() === 'en') return text;
  return COMPLAINTS.reduce((said, [english, spanish]) => said.replace(english, spanish), text);
}

/**
 * @param {string} text
 * @param {{ choices?: readonly string[], default?: unknown, env?: string }} more what a reader needs beside it
 */
function described(text, { choices, default: value, env }) {
  const more = [
    ...(choices
      ? [`${either('puede ser', 'choices')}: ${choices.map((each) => JSON.stringify(each)).join(', ')}`]
      : []),
    ...(value === undefined ? [] : [`${either('por omisión', 'default')}: ${JSON.stringify(value)}`]),
    ...(env === undefined ? [] : [`${either('variable', 'env')}: ${env}`]),
  ];
  return more.length > 0 ? `${text} (${more.join(', ')})` : text;
}
