/** A JSON Schema as it is being put together. */
export interface Schema {
  [keyword: string]: unknown;
  $ref?: string;
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
}

const REFERENCE = '#/components/schemas/';

/** A reference to a component. */
export const referenceTo = (name: string): Schema => ({ $ref: REFERENCE + name });

/** The component that a `$ref` names; undefined for one of another kind. */
export function nameOf(reference: unknown): string | undefined {
  return typeof reference === 'string' && reference.startsWith(REFERENCE)
    ? reference.slice(REFERENCE.length)
    : undefined;
}

/** The same value with each of its objects changed, from the innermost outwards. */
export function mapObjects(value: unknown, change: (object: Schema) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapObjects(item, change));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, mapObjects(inner, change)]);
  return change(Object.fromEntries(entries) as Schema);
}

/** Names of all components that a value refers to. */
export function referencesOf(value: unknown): string[] {
  const found: string[] = [];
  mapObjects(value, (object) => {
    const name = nameOf(object.$ref);
    if (name !== undefined) found.push(name);
    return object;
  });
  return found;
}

/** The same schema without null, for a place where nothing can be null: a parameter. */
export function withoutNull(schema: Schema): Schema {
  const { type, anyOf, enum: values, ...rest } = schema as Schema & { anyOf?: Schema[]; enum?: unknown[] };
  const [only, more] = (anyOf ?? []).filter((each) => each.type !== 'null');
  const types = [type ?? []].flat().filter((each) => each !== 'null');
  return {
    ...(only && !more ? only : anyOf && { anyOf }),
    ...(types.length > 0 && { type: types.length === 1 ? types[0] : types }),
    ...(values && { enum: values.filter((value) => value !== null) }),
    ...rest,
  };
}
