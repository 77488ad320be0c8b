type Schema = Record<string, unknown>;

/** What is wrong with a schema, in the two languages, or nothing. */
export interface SchemaFault {
  es: string;
  en: string;
}

const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumber = (value: unknown) => typeof value === 'number';
const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
const isTextList = (value: unknown) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/**
 * Keywords of JSON Schema that a categoría may use, and what they hold. There is none by which a value could take long to check
 * (a regular expression) or lead elsewhere (a reference).
 */
const KEYWORDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  type: (value) =>
    [value].flat().every((type) => TYPES.includes(type as string)) && [value].flat().length > 0,
  properties: isObject,
  required: isTextList,
  additionalProperties: (value) => typeof value === 'boolean' || isObject(value),
  items: isObject,
  enum: (value) => Array.isArray(value) && value.length > 0,
  const: () => true,
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: isNumber,
  exclusiveMaximum: isNumber,
  multipleOf: (value) => isNumber(value) && value > 0,
  minLength: isCount,
  maxLength: isCount,
  minItems: isCount,
  maxItems: isCount,
  uniqueItems: (value) => typeof value === 'boolean',
  title: (value) => typeof value === 'string',
  description: (value) => typeof value === 'string',
};

/** Pairs of which the first may not be greater than the second. */
const BOUNDS = [
  ['minimum', 'maximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
] as const;

/** What is wrong with a schema of attributes: a keyword that is not known here, or rules that no value can meet. */
export function faultOfSchema(schema: Schema, at = '#'): SchemaFault | undefined {
  for (const [keyword, value] of Object.entries(schema)) {
    const holds = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
    if (!holds)
      return { es: `no se admite «${keyword}» en ${at}`, en: `"${keyword}" is not allowed at ${at}` };
    if (!holds(value)) return { es: `«${keyword}» está mal en ${at}`, en: `"${keyword}" is wrong at ${at}` };
  }
  return contradictionIn(schema, at) ?? faultInside(schema, at);
}

function contradictionIn(schema: Schema, at: string): SchemaFault | undefined {
  const contradicts = (what: string) => ({
    es: `${what} se contradicen en ${at}`,
    en: `${what} contradict each other at ${at}`,
  });
  for (const [low, high] of BOUNDS)
    if (Number(schema[low]) > Number(schema[high])) return contradicts(`${low}, ${high}`);
  const least = Math.max(
    Number(schema['minimum'] ?? -Infinity),
    Number(schema['exclusiveMinimum'] ?? -Infinity),
  );
  const most = Math.min(
    Number(schema['maximum'] ?? Infinity),
    Number(schema['exclusiveMaximum'] ?? Infinity),
  );
  const isOpen = schema['exclusiveMinimum'] === least || schema['exclusiveMaximum'] === most;
  if (least > most || (least === most && isOpen)) return contradicts('minimum, maximum');
  const required = (schema['required'] ?? []) as string[];
  const known = (schema['properties'] ?? {}) as Schema;
  if (schema['additionalProperties'] === false && required.some((name) => !Object.hasOwn(known, name)))
    return contradicts('required, additionalProperties');
  const values = (schema['enum'] ?? ('const' in schema ? [schema['const']] : undefined)) as
    unknown[] | undefined;
  if (values && schema['type'] !== undefined && !values.some((value) => hasType(value, schema['type'])))
    return contradicts('type, enum');
  return undefined;
}

function hasType(value: unknown, types: unknown): boolean {
  return [types].flat().some((type) => {
    if (type === 'integer') return Number.isInteger(value);
    if (type === 'null') return value === null;
    if (type === 'array') return Array.isArray(value);
    return type === 'object' ? isObject(value) : typeof value === type;
  });
}

function faultInside(schema: Schema, at: string): SchemaFault | undefined {
  for (const [name, property] of Object.entries((schema['properties'] ?? {}) as Schema)) {
    const there = `${at}/properties/${name}`;
    if (!isObject(property))
      return { es: `falta un esquema en ${there}`, en: `a schema is missing at ${there}` };
    const fault = faultOfSchema(property, there);
    if (fault) return fault;
  }
  for (const keyword of ['items', 'additionalProperties']) {
    const inner = schema[keyword];
    const fault = isObject(inner) ? faultOfSchema(inner, `${at}/${keyword}`) : undefined;
    if (fault) return fault;
  }
  return undefined;
}
