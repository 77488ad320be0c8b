import type { Media, Operation, Paths } from '../../src/platform/api-description/operation.js';
import type { Schema } from '../../src/platform/api-description/schema.js';

/** What a description has to have for a gap to be found in it. */
export interface Described {
  paths: Paths;
  tags: { name: string; description?: string }[];
  components: { schemas: Record<string, Schema>; parameters: Record<string, { description?: string }> };
}

const TEXTS = 'src/modules/<module>/texts';
/** A verb and what it is about, as a method is called. */
const OPERATION_ID = /^[a-z]+(?:[A-Z][a-z0-9]*)*$/;

/** What a description leaves out, each with where to say it; nothing when it is whole. */
export function gapsOf({ paths, tags, components }: Described): string[] {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      key: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
  const tagged = new Set(tags.flatMap(({ name, description }) => (description ? [name] : [])));
  return [
    ...operations.flatMap(({ key, operation }) => gapsOfOperation(key, operation, tagged)),
    ...twice(operations.map(({ operation }) => operation.operationId ?? '')).map(
      (id) => `operationId ${id} is that of two operations: ${TEXTS}/*-operations.ts`,
    ),
    ...Object.entries(components.schemas).flatMap(([name, schema]) => gapsOfSchema(name, schema)),
  ];
}

function gapsOfOperation(key: string, operation: Operation, tags: ReadonlySet<string>): string[] {
  const { operationId = '', summary, description, parameters = [], requestBody, responses } = operation;
  const [tag = ''] = operation.tags ?? [];
  const statuses = Object.keys(responses);
  return [
    ...(OPERATION_ID.test(operationId)
      ? []
      : [`${key}: no operationId such as crearEnvio: give it an entry in ${TEXTS}/*-operations.ts`]),
    ...(summary
      ? []
      : [
          `${key}: no summary: Reads, Acts, Creates… of src/platform/http/api-docs.ts, and \`en\` in its texts`,
        ]),
    ...(description === '' ? [`${key}: a description in Spanish alone: \`description\` in its texts`] : []),
    ...(tags.has(tag) ? [] : [`${key}: tag «${tag}» is not told: src/api-text.ts`]),
    ...parameters
      .filter((each) => !each.$ref && !each.description)
      .map(
        ({ name, in: place }) =>
          `${key}: parameter ${name} is not told: ${place}.${name}, or Class.${name}, in ${TEXTS}/*-fields.ts`,
      ),
    ...(statuses.includes('default') ? [`${key}: a status of \`default\`: name each`] : []),
    ...(statuses.some((status) => /^[23]/.test(status)) ? [] : [`${key}: no status of success`]),
    ...(statuses.some((status) => status.startsWith('4')) ? [] : [`${key}: no status of refusal`]),
    ...gapsOfContent(`${key}: its body`, requestBody?.content ?? {}),
    ...Object.entries(responses)
      .filter(([, answer]) => !answer.$ref)
      .flatMap(([status, { description: told, headers, content = {} }]) => [
        ...(told ? [] : [`${key}: its ${status} is not told`]),
        ...(headers ? [] : [`${key}: its ${status} has no headers`]),
        ...gapsOfContent(`${key}: its ${status}`, content),
      ]),
  ];
}

function gapsOfContent(whose: string, content: Record<string, Media>): string[] {
  return Object.entries(content).flatMap(([type, { schema, example }]) => [
    ...(schema && Object.keys(schema).length > 0 ? [] : [`${whose} (${type}) has no schema`]),
    ...(example === undefined || hasHole(example)
      ? [
          `${whose} (${type}) has no whole example: ${JSON.stringify(example)}: \`example\` in its texts, or of its fields`,
        ]
      : []),
  ]);
}

function gapsOfSchema(name: string, { description: told, properties = {} }: Schema): string[] {
  return [
    ...(told
      ? []
      : [`schema ${name} is not told: give it a line in ${TEXTS}/*-schemas.ts or schema-texts.ts`]),
    ...Object.entries(properties)
      .filter(([, { description }]) => !description)
      .map(
        ([field]) => `${name}.${field} is not told: ${field}, or ${name}.${field}, in ${TEXTS}/*-fields.ts`,
      ),
  ];
}

/** Whether something inside of an example has no value. */
function hasHole(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === undefined;
  return Object.values(value).some(hasHole);
}

const twice = (names: readonly string[]) => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
];
