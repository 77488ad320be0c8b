import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { MAX_ERRORS } from '../errors/faults.js';
import { RULE_KEYWORD } from '../validation/field-rule.js';
import { deriveSchemas } from '../validation/schemas.js';

/** RFC 9457, as `problemDocument` makes it. */
const PROBLEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      maxItems: MAX_ERRORS,
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
      },
    },
    // How many more there are.
    erroresOmitidos: { type: 'integer', minimum: 1 },
  },
};

const DESCRIPTION = `Seguimiento de envíos. Cuerpos de hasta 1 MiB; listas de hasta 1.000 elementos.

Los instantes son RFC 3339 con zona, de los años 1900 a 2199 contados en UTC, y se guardan en UTC. De lo que esté mal se enumeran
a lo más ${MAX_ERRORS} errores; \`erroresOmitidos\` dice cuántos hay además.

Toda escritura responde con \`Trazo-Version\`. Una lectura que lo trae como \`Trazo-Version-Minima\` muestra por lo menos lo que
había entonces; sin él, y con una réplica de lectura, puede mostrar lo de un momento antes.`;

/** The OpenAPI 3.1 description of an application, from its routes and DTO classes. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const options = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Trazo')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .build();
  const document = SwaggerModule.createDocument(app, options);
  // Sorted, so that the committed description does not change with the order in which files are loaded.
  const schemas = Object.entries({ ...deriveSchemas(), Problema: PROBLEMA }).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const components = { ...document.components, schemas: Object.fromEntries(schemas) };
  return withoutRules({ ...document, components }) as OpenAPIObject;
}

/** Serves the description at `/docs/openapi.json`, and at `/docs` a page to read and try it. */
export function serveApiDocs(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => describeApi(app), { jsonDocumentUrl: 'docs/openapi.json' });
}

/** Without the keyword by which schemas name rules of this process. */
function withoutRules(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRules);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== RULE_KEYWORD);
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutRules(inner)]));
}
