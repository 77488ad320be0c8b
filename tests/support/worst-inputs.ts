import { readFileSync } from 'node:fs';

/** A route that takes JSON, and a good body of it. */
export interface JsonRoute {
  method: string;
  path: string;
  example: unknown;
}

interface Operation {
  requestBody?: {
    content: Record<string, { example?: unknown; examples?: Record<string, { value: unknown }> }>;
  };
  parameters?: { name?: string; in?: string }[];
}

const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);

/** Every route whose body is JSON, with the example of the description; one for each if it has several. */
export function jsonRoutes(): JsonRoute[] {
  return operations.flatMap(({ path, method, operation }) => {
    const media = operation.requestBody?.content['application/json'];
    if (!media) return [];
    const examples = Object.values(media.examples ?? {}).map(({ value }) => value);
    return (media.example === undefined ? examples : [media.example]).map((example) => ({
      method,
      path,
      example,
    }));
  });
}

/** Every parameter of a query, with its route. */
export function queryParameters(): { path: string; name: string }[] {
  return operations
    .filter(({ method }) => method === 'GET')
    .flatMap(({ path, operation }) =>
      (operation.parameters ?? []).flatMap(({ name, in: place }) =>
        name && place === 'query' ? [{ path, name }] : [],
      ),
    );
}

const repeat = (unit: string, size: number, separator = ',') =>
  Array(Math.ceil(size / (unit.length + separator.length)))
    .fill(unit)
    .join(separator);

/** What may stand where something else belongs: JSON of some size in bytes. */
const SHAPES: Record<string, (size: number) => string> = {
  'empty objects': (size) => `[${repeat('{}', size)}]`,
  'empty lists': (size) => `[${repeat('[]', size)}]`,
  numbers: (size) => `[${repeat('1', size)}]`,
  'unknown fields': (size) =>
    `{${Array.from({ length: Math.ceil(size / 12) }, (_, n) => `"k${n}_":{}`).join()}}`,
  'a deep object': (size) => '{"a":'.repeat(size / 6) + '1' + '}'.repeat(size / 6),
  'a deep list': (size) => '['.repeat(size / 2) + ']'.repeat(size / 2),
  'a text of slashes': (size) => `"${'/'.repeat(size)}"`,
  'a text of quotes': (size) => `"${'\\"'.repeat(size / 2)}"`,
  'a text of zeros': (size) => `"2026-11-20T10:00:00.${'0'.repeat(size)}"`,
};

const MARK = '\u0001aquí\u0001';

/** Bodies of a route in which one place, each in turn, holds something of some size. */
export function* worstBodies(example: unknown): Generator<{ name: string; body: (size: number) => string }> {
  for (const [pointer, marked] of places(example))
    for (const [shape, make] of Object.entries(SHAPES))
      yield {
        name: `${shape} at ${pointer}`,
        body: (size) => JSON.stringify(marked).replace(JSON.stringify(MARK), () => make(size)),
      };
}

/** A value with a mark in the place of each of its parts, itself included. */
function* places(value: unknown, pointer = '#'): Generator<[pointer: string, marked: unknown]> {
  yield [pointer, MARK];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value))
    for (const [place, marked] of places(inner, `${pointer}/${key}`)) {
      const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
      (copy as Record<string, unknown>)[key] = marked;
      yield [place, copy];
    }
  if (!Array.isArray(value)) yield [`${pointer}/otro`, { ...value, otro: MARK }];
}
