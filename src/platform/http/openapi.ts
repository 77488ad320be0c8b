import type { INestApplication } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { describeApi } from '../api-description/describe-api.js';
import { type Language, languageOf } from '../errors/problem-document.js';

const PAGES = ['/docs', '/docs/', '/docs/index.html'];
const SCRIPT = 'swagger-ui-init.js';

/**
 * Serves the description at `/docs/openapi.json`, and at `/docs` a page to read and try it. `?idioma=es` or `?idioma=en`
 * says in which language; without it, `Accept-Language` does.
 */
export function serveApiDocs(app: INestApplication): void {
  const described = new Map<Language, OpenAPIObject>();
  const describe = (language: Language) => {
    const document = described.get(language) ?? describeApi(app, language);
    described.set(language, document);
    return document;
  };
  speakOnPages(app as NestFastifyApplication);
  SwaggerModule.setup('docs', app, () => describe('es'), {
    jsonDocumentUrl: 'docs/openapi.json',
    yamlDocumentUrl: 'docs/openapi.yaml',
    customSiteTitle: 'Trazo',
    patchDocumentOnRequest: (request) => describe(asked(request as FastifyRequest)),
  });
}

/** The language that a reader of the description wants. */
function asked({ query, headers }: FastifyRequest): Language {
  const { idioma } = query as { idioma?: unknown };
  return idioma === 'es' || idioma === 'en' ? idioma : languageOf(headers['accept-language']);
}

/** The page asks for its script, which has the description in it, in the language that the page was asked for in. */
function speakOnPages(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', (route) => {
      if (!PAGES.includes(route.url) || route.method !== 'GET') return;
      const speak = (request: FastifyRequest, html: unknown) => {
        const language = asked(request);
        return typeof html === 'string'
          ? html
              .replaceAll(SCRIPT, `${SCRIPT}?idioma=${language}`)
              .replace('<html lang="en">', `<html lang="${language}">`)
          : html;
      };
      route.onSend = [
        (
          request: FastifyRequest,
          _reply: unknown,
          html: unknown,
          done: (error: null, html: unknown) => void,
        ) => done(null, speak(request, html)),
        route.onSend ?? [],
      ].flat();
    });
}
