import type { INestApplication } from '@nestjs/common';
import { lineOf } from '../access/access.js';
import { AccessTable, type RouteRow } from '../access/access-table.js';
import type { Bilingual, ProblemCode } from '../errors/problem.js';
import type { Language } from '../errors/problem-document.js';

/** What one operation asks of whoever calls it. */
export interface OperationAccess {
  /** In the form of the document: one of these; empty if nothing is asked. */
  security: Record<string, never[]>[];
  problems: ProblemCode[];
}

const SCHEMES: Readonly<Record<string, { bearerFormat: string; description: Bilingual }>> = {
  acceso: {
    bearerFormat: 'JWT',
    description: {
      es: 'Token de acceso de una persona, de `POST /v1/sesiones`: 15 minutos.',
      en: 'Access token of a person, of `POST /v1/sesiones`: 15 minutes.',
    },
  },
  clave: {
    bearerFormat: 'trz_<id>_<secreto>',
    description: {
      es: 'Clave de una máquina, de `POST /v1/claves`.',
      en: 'Key of a machine, of `POST /v1/claves`.',
    },
  },
};

/** Any of them opens. */
export const ANY_CREDENTIAL = Object.keys(SCHEMES).map((name) => ({ [name]: [] }));

/** The kinds of credentials that there are, as components of the document. */
export function credentialComponents(language: Language): Record<string, object> {
  return Object.fromEntries(
    Object.entries(SCHEMES).map(([name, { bearerFormat, description }]) => [
      name,
      { type: 'http', scheme: 'bearer', bearerFormat, description: description[language] },
    ]),
  );
}

/** Says what each operation asks for, by the same table that is asked when it is called. */
export function accessOfOperations(app: INestApplication): (method: string, path: string) => OperationAccess {
  const routes = new Map(
    app
      .get(AccessTable, { strict: false })
      .routes()
      .map((route) => [`${route.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`, route]),
  );
  return (method, path) => accessOf(routes.get(`${method.toUpperCase()} ${path}`));
}

function accessOf(route: RouteRow | undefined): OperationAccess {
  const lines = (route?.runs ?? []).map((message) => lineOf(message)?.roles);
  if (lines.every((roles) => roles === 'publico'))
    // What opens nothing is refused, also where nothing was asked for.
    return { security: [], problems: ['credencial-invalida'] };
  const forEverybody = lines.every((roles) => roles === 'publico' || roles === 'identificados');
  return {
    security: ANY_CREDENTIAL,
    problems: ['credencial-requerida', 'credencial-invalida', ...(forEverybody ? [] : FORBIDDEN)],
  };
}

const FORBIDDEN: readonly ProblemCode[] = ['no-permitido'];
