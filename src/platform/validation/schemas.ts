import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { targetConstructorToSchema, validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { IS_OPTIONAL, ValidationTypes } from 'class-validator';
import { dtoClasses } from './dto-classes.js';
import { FIELD, type JsonSchema, partialRule, RULE_KEYWORD } from './field-rule.js';

/** Marks, on the way through the library, what may be left out and not be null. */
const OMISSIBLE_KEYWORD = 'x-omisible';
const OMISSIBLE = { [OMISSIBLE_KEYWORD]: true };

const REFERENCE = '#/components/schemas/';
const REFERENCES = new RegExp(`"${REFERENCE}(\\w+)"`, 'g');

interface ObjectSchema {
  properties: Record<string, Record<string, unknown>>;
  required?: string[];
}

/** Settings of the library that both ways below share. */
const options = {
  classTransformerMetadataStorage: defaultMetadataStorage,
  refPointerPrefix: REFERENCE,
  additionalConverters: {
    [FIELD]: (meta: { constraints?: unknown[] }) => meta.constraints?.[0] as Record<string, never>,
    [ValidationTypes.CONDITIONAL_VALIDATION]: ({ name }: { name?: string }) =>
      name === IS_OPTIONAL ? {} : OMISSIBLE,
  },
};

/**
 * JSON Schemas of all DTO classes loaded so far, by class name: derived from the same decorators that class-validator
 * runs. No property is allowed that the class does not name. One that is optional may be null; one that is only omissible
 * may not.
 */
export function deriveSchemas(): Record<string, JsonSchema> {
  const schemas = validationMetadatasToSchemas(options) as unknown as Record<string, ObjectSchema>;
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, close(schema)]));
}

/** The JSON Schema of one DTO class; those of the classes that its fields refer to are not in it. */
export function deriveSchema(type: new () => object): JsonSchema {
  return close(targetConstructorToSchema(type, options) as unknown as ObjectSchema);
}

function close(schema: ObjectSchema): JsonSchema {
  const required = new Set(schema.required);
  const properties = Object.entries(schema.properties).map(([name, property]) => [
    name,
    required.has(name) ? property : nullable(property),
  ]);
  return { ...schema, properties: Object.fromEntries(properties), additionalProperties: false };
}

function nullable({ [OMISSIBLE_KEYWORD]: omissible, ...property }: Record<string, unknown>): JsonSchema {
  if (omissible) return property;
  const { type, enum: values, ...rest } = property;
  if (!type) return { anyOf: [rest, { type: 'null' }] };
  return {
    type: [type, 'null'],
    ...(Array.isArray(values) && { enum: [...(values as unknown[]), null] }),
    ...rest,
  };
}

/** Compiles the schema of a DTO class into a validator: 17 times as fast as class-validator on a batch of 500. */
export function compileSchema(type: new () => object): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  ajv.addFormat('uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i);
  // Its rule is partial and parses the date itself.
  ajv.addFormat('date-time', true);
  ajv.addKeyword({
    keyword: RULE_KEYWORD,
    validate: (
      index: number,
      value: unknown,
      _schema?: object,
      context?: { parentData: Record<string, unknown> },
      // Whether null may stand here is for `type` to say.
    ) => value === null || partialRule(index).check(value, context?.parentData ?? {}) === undefined,
  });
  ajv.addSchema({ $id: 'dto', components: { schemas: schemasFrom(type) } });
  return ajv.compile({ $ref: `dto${REFERENCE}${type.name}` });
}

/** The schema of a class and of all classes that it leads to, by name. */
export function schemasFrom(type: new () => object): Record<string, JsonSchema> {
  const classes = dtoClasses();
  const schemas: Record<string, JsonSchema> = {};
  const waiting = [type.name];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const dto = name in schemas ? undefined : classes.get(name);
    if (!dto) continue;
    schemas[name] = deriveSchema(dto);
    for (const [, next] of JSON.stringify(schemas[name]).matchAll(REFERENCES)) waiting.push(next as string);
  }
  return schemas;
}
