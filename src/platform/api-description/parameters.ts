import type { Language } from '../errors/problem-document.js';
import { Registry } from '../registry/registry.js';
import type { Operation, Parameter } from './operation.js';
import { type Schema, withoutNull } from './schema.js';
import { fieldText } from './texts/fields.js';

/** Keyword by which a parameter's schema names the DTO class of its query; it never leaves the process. */
export const CLASS_KEYWORD = 'x-clase';

/** Headers that many operations take. */
const SHARED: Readonly<Record<string, { name: string; schema: Schema }>> = {
  AcceptLanguage: { name: 'Accept-Language', schema: { type: 'string', default: 'es' } },
  TrazoVersionMinima: { name: 'Trazo-Version-Minima', schema: { type: 'string', pattern: '^[0-9a-f]{16}$' } },
  IfNoneMatch: { name: 'If-None-Match', schema: { type: 'string' } },
};

/**
 * Parameters of paths that are no text without a form: by their name, or by the whole path where that one alone is meant.
 * Modules declare them.
 */
export const pathParameters = new Registry<Parameter>('El parámetro');

const index = (language: Language) => (language === 'es' ? 0 : 1);

/** Those that many operations take, as components. */
export const parameterComponents = (language: Language): Record<string, Parameter> =>
  Object.fromEntries(
    Object.entries(SHARED).map(([component, { name, schema }]) => [
      component,
      { name, in: 'header', required: false, ...textOf('header', name, language), schema },
    ]),
  );

const shared = (component: keyof typeof SHARED): Parameter => ({
  $ref: `#/components/parameters/${component}`,
});

/** The parameters of an operation: those of its path first, whether its decorators know them or not. */
export function parametersOf(
  { parameters = [] }: Operation,
  path: string,
  { method, cached, language }: { method: string; cached: boolean; language: Language },
): Parameter[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name: name as string,
    in: 'path',
    required: true,
    ...textOf('path', name as string, language),
    schema: { type: 'string' },
    ...pathParameters.find(name as string),
    ...pathParameters.find(path),
  }));
  return [
    ...inPath,
    ...parameters.filter((each) => each.in !== 'path').map((each) => describe(each, language)),
    shared('AcceptLanguage'),
    ...(method === 'get' ? [shared('TrazoVersionMinima')] : []),
    ...(cached ? [shared('IfNoneMatch')] : []),
  ];
}

function describe({ schema = {}, ...parameter }: Parameter, language: Language): Parameter {
  const { [CLASS_KEYWORD]: type = parameter.in, ...rest } = schema;
  const { description } = textOf(String(type), parameter.name ?? '', language);
  return { ...parameter, ...(description && { description }), schema: withoutNull(rest) };
}

function textOf(type: string, name: string, language: Language): Pick<Parameter, 'description' | 'example'> {
  const text = fieldText(type, type === 'header' ? name.toLowerCase() : name);
  if (!text) return {};
  const [, , example] = text;
  return { description: text[index(language)], ...(example !== undefined && { example }) };
}
