import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CommandHandler, Command, CqrsModule, QueryBus } from '@nestjs/cqrs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, filesUnder } from '../architecture/planted-tree.js';
import { StoreTandaCommand } from '../../src/commands/trazas/store-tanda.command.js';
import { CreateCentroCommand } from '../../src/commands/centros/create-centro.command.js';
import { lineOf } from '../../src/platform/access/access.js';
import { AccessModule } from '../../src/platform/access/access.module.js';
import { AccessTable } from '../../src/platform/access/access-table.js';
import { describeApi } from '../../src/platform/api-description/describe-api.js';
import type { Actor } from '../../src/platform/access/actor.js';
import { contextOfActor } from '../../src/platform/access/request-context.js';
import { ListColasQuery } from '../../src/queries/colas/list-colas.query.js';
import type { Described } from '../support/description-gaps.js';
import { operationsOf } from '../support/generated-client.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ worker: false })));
afterAll(() => stack.close());

/** Routes that run no command and no query: everybody may ask them. A new one is written down here, or it is not public. */
const OPEN = [
  'GET /',
  'GET /health/live',
  'GET /health/ready',
  'GET /health/startup',
  'GET /problemas',
  'GET /problemas/:codigo',
  'OPTIONS /epcis/v2/capture',
  'OPTIONS /epcis/v2/capture/:captureID',
  'OPTIONS /epcis/v2/events',
  'OPTIONS /epcis/v2/events/:eventID',
  'POST /epcis/v2/events',
  'GET /epcis/v2/eventTypes',
  ...['eventTypes', 'epcs', 'bizSteps', 'bizLocations', 'readPoints', 'dispositions'].map(
    (resource) => `GET /epcis/v2/${resource}/:value`,
  ),
  ...['queries', 'queries/:name', 'epcs', 'bizSteps', 'bizLocations', 'readPoints', 'dispositions'].flatMap(
    (resource) => [`GET /epcis/v2/${resource}`, `POST /epcis/v2/${resource}`],
  ),
].sort();

/** Routes of commands and queries that everybody may run. */
const PUBLIC = [
  'GET /.well-known/jwks.json',
  'GET /v1/bajas/:token',
  'GET /v1/comercios',
  'GET /v1/comercios/:id',
  'GET /v1/comercios/:id/categorias',
  'GET /v1/comercios/:id/categorias/:codigo',
  'GET /v1/comercios/:id/menu',
  'GET /v1/productos',
  'GET /v1/productos/:id',
  'GET /v1/seguimiento/:token',
  'GET /v1/sesiones/oidc/:emisor',
  'GET /v1/sesiones/oidc/:emisor/regreso',
  'POST /v1/sesiones',
  'POST /v1/sesiones/refresco',
  'POST /v1/usuarios',
  'POST /v1/usuarios/clave',
  'POST /v1/usuarios/confirmacion',
  'POST /v1/usuarios/recuperacion',
];

const actor = (...roles: Actor['roles']): Actor => ({ tipo: 'clave', id: 'k', roles, ambitos: [] });

test('the routes that are public are these', () => {
  const routes = stack.get(AccessTable).routes();
  const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
  expect(
    routes
      .filter(({ runs }) => runs.length === 0)
      .map(nameOf)
      .sort(),
  ).toEqual(OPEN);
  const rows = new Map(
    stack
      .get(AccessTable)
      .rows()
      .map(({ message, line }) => [message, line]),
  );
  const open = routes.filter(({ runs }) => runs.some((message) => rows.get(message)?.roles === 'publico'));
  expect(open.map(nameOf).sort()).toEqual(PUBLIC);
  expect(routes.length).toBeGreaterThan(60);
});

test('a route says that it runs what it runs', () => {
  for (const path of filesUnder('src').filter((file) => file.endsWith('.controller.ts'))) {
    const text = readFileSync(join(ROOT, path), 'utf8');
    const methods = text.split(/^ {2}@(?:Get|Post|Put|Patch|Delete|Options)\(/m).slice(1);
    for (const method of methods) {
      const said = /^ {2}@Runs\(([^)]*)\)/m.exec(method)?.[1] ?? '';
      const runs = [...method.matchAll(/new (\w+(?:Command|Query))\(/g)].map(([, name]) => name);
      expect([path, said.split(/,\s*/).filter(Boolean).sort()]).toEqual([path, [...new Set(runs)].sort()]);
    }
  }
});

const isPublic = (runs: readonly object[]) => runs.every((message) => lineOf(message)?.roles === 'publico');

test('without credentials only what is public is answered', async () => {
  const routes = stack.get(AccessTable).routes();
  for (const { method, path, runs } of routes) {
    const at = path.replace(/:\w+/g, 'x');
    const response = await fetch(stack.http.url + at, {
      method,
      redirect: 'manual',
      headers: { connection: 'close' },
    });
    const text = await response.text();
    const name = `${method} ${path}`;
    if (!isPublic(runs)) {
      expect([name, response.status, response.headers.get('www-authenticate')]).toEqual([
        name,
        401,
        'Bearer',
      ]);
    } else {
      const turnedAway = response.status === 401 && text.includes('credencial-requerida');
      expect([name, turnedAway]).toEqual([name, false]);
    }
  }
});

test('the description says of every route whether it asks for credentials, and what it answers without', () => {
  const { paths, components } = describeApi(stack.api) as unknown as Described & {
    components: { securitySchemes: Record<string, object> };
  };
  const rows = new Map(
    stack
      .get(AccessTable)
      .routes()
      .map(({ method, path, runs }) => [`${method} ${path.replace(/:(\w+)/g, '{$1}')}`, isPublic(runs)]),
  );
  const kinds = Object.keys(components.securitySchemes);
  expect(kinds).toEqual(['acceso', 'clave']);
  for (const { id, method, path, operation } of operationsOf(paths)) {
    const open = rows.get(`${method.toUpperCase()} ${path}`);
    expect([id, operation.security]).toEqual([id, open ? [] : kinds.map((kind) => ({ [kind]: [] }))]);
    expect([id, Object.keys(operation.responses)]).toEqual([id, expect.arrayContaining(['401'])]);
  }
});

test.each(['Basic eDp5', 'Bearer', 'Bearer x y', 'Bearer nothing-that-opens'])(
  '«%s» opens nothing',
  async (authorization) => {
    const { status, body } = await stack.http.get<{ type: string }>('/v1/colas', { authorization });
    expect([status, body.type]).toEqual([401, '/problemas/credencial-invalida']);
  },
);

test('the gate asks the line of what is run, whatever route it came by', async () => {
  const run = (...roles: Actor['roles']) =>
    stack.get(QueryBus).execute(new ListColasQuery(contextOfActor(actor(...roles))));
  await expect(run('cliente')).rejects.toMatchObject({ code: 'no-permitido' });
  await expect(run()).rejects.toMatchObject({ code: 'no-permitido' });
  expect(await run('auditor')).toHaveProperty('datos');
  expect(await run('administrador')).toHaveProperty('datos');
  const nobody = contextOfActor({ ...actor(), tipo: 'anonimo' });
  await expect(stack.get(QueryBus).execute(new ListColasQuery(nobody))).rejects.toMatchObject({
    code: 'credencial-requerida',
  });
});

test('what does not say who asks is not run, and what only workers run is run for nobody else', () => {
  const commands = stack.get(CommandBus);
  const input = { nombre: 'x' } as never;
  expect(() => commands.execute(new CreateCentroCommand(input, undefined as never))).toThrow(
    'does not say who asks',
  );
  const command = Object.assign(new StoreTandaCommand({} as never), {
    context: contextOfActor(actor('administrador')),
  });
  expect(() => commands.execute(command)).toThrow(/no-permitido/);
});

class NewCommand extends Command<void> {}

@CommandHandler(NewCommand)
class NewHandler {
  execute(): void {
    // Never asked.
  }
}

@Controller('nueva')
class NewController {
  @Get()
  read(): void {
    // Never asked.
  }
}

test.each([
  ['a command without its line', { providers: [NewHandler] }, /NewCommand has no line/],
  [
    'a route that does not say what it runs',
    { controllers: [NewController] },
    /NewController\.read does not say/,
  ],
])('the program does not start with %s', async (_, metadata, message) => {
  @Module({ imports: [CqrsModule.forRoot(), AccessModule], ...metadata })
  class Program {}
  const start = NestFactory.createApplicationContext(Program, { logger: false, abortOnError: false });
  await expect(start).rejects.toThrow(message);
});
