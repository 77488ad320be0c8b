import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Language } from '../errors/problem-document.js';
import { ComponentSchemas, withoutRules } from './component-schemas.js';
import { accessOfOperations, ANY_CREDENTIAL, credentialComponents } from './credentials.js';
import { describeOperation } from './describe-operation.js';
import { headerComponents } from './headers.js';
import type { Paths } from './operation.js';
import { parameterComponents } from './parameters.js';
import { ProblemAnswers } from './problem-answers.js';
import { type DocumentText, documentTexts } from './texts/document.js';

/**
 * The OpenAPI 3.1 description of an application: its routes and DTO classes say what there is, modules declare what it is in words.
 *
 * @param language - Of the words; Spanish if left out.
 */
export function describeApi(app: INestApplication, language: Language = 'es'): OpenAPIObject {
  const { paths } = SwaggerModule.createDocument(app, builder()) as unknown as { paths: Paths };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const requests = operations.map(({ operation }) => operation.requestBody);
  const schemas = new ComponentSchemas(language, requests);
  const problems = new ProblemAnswers(language);
  const accessOf = accessOfOperations(app);
  const described: Paths = {};
  for (const { path, method, operation } of operations)
    (described[path] ??= {})[method] = describeOperation(operation, method, path, {
      schemas,
      problems,
      language,
      access: accessOf(method, path),
    });
  const responses = schemas.resolve(problems.all(), 'answered');
  const components = {
    schemas: schemas.all(),
    responses,
    parameters: parameterComponents(language),
    headers: headerComponents(language),
    securitySchemes: credentialComponents(language),
  };
  return withoutRules({
    ...head(language, documentTexts.get('api')),
    paths: described,
    components,
  }) as unknown as OpenAPIObject;
}

const builder = () => new DocumentBuilder().setOpenAPIVersion('3.1.0').build();

const head = (language: Language, { about, servers, tags }: DocumentText) => ({
  openapi: '3.1.0',
  info: {
    title: 'Trazo',
    description: about[language],
    version: '1',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: servers.map(({ url, description }) => ({ url, description: description[language] })),
  // Whatever does not say otherwise.
  security: ANY_CREDENTIAL,
  tags: Object.entries(tags).map(([name, description]) => ({ name, description: description[language] })),
});
