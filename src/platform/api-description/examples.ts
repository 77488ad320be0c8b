import type { ComponentSchemas } from './component-schemas.js';
import { nameOf, type Schema } from './schema.js';
import { fieldText } from './texts/fields.js';

/**
 * A value that a schema allows, put together from the examples of its fields; undefined where one is missing.
 *
 * @param turn - Which of several values to take, in a list of things that differ.
 */
export function exampleOf(schemas: ComponentSchemas, schema: Schema, turn = 0): unknown {
  const name = nameOf(schema.$ref);
  if (name !== undefined) return exampleOfClass(schemas, name, turn);
  const [variant] = ((schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined) ?? [];
  if (variant) return exampleOf(schemas, variant, turn);
  if (Array.isArray(schema['examples'])) return schema['examples'][0] as unknown;
  if (Array.isArray(schema['enum'])) return schema['enum'][turn % schema['enum'].length] as unknown;
  const [type] = [schema.type].flat();
  if (type === 'boolean') return false;
  if (type !== 'array' || !schema.items) return undefined;
  const { items } = schema;
  const length = Math.max(1, Number(schema['minItems'] ?? 1));
  return Array.from({ length }, (_, index) => exampleOf(schemas, items, index));
}

function exampleOfClass(schemas: ComponentSchemas, name: string, turn: number): unknown {
  const { properties = {} } = schemas.of(name) ?? {};
  return Object.fromEntries(
    Object.entries(properties).map(([field, property]) => {
      const [, , told] = fieldText(name, field) ?? [];
      const own = told === undefined || (turn > 0 && property['enum'] !== undefined);
      return [field, own ? exampleOf(schemas, property, turn) : told];
    }),
  );
}
