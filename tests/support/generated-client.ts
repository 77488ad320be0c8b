import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Operation, Parameter, Paths } from '../../src/platform/api-description/operation.js';

const run = promisify(execFile);
const LIMIT_MS = 600_000;

/** What a call of a generated method is given. */
export interface Call {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
  headers?: Record<string, unknown>;
  body?: unknown;
}

/** A method of the generated client. */
export type Method = (call: Call & { client: unknown }) => Promise<{
  data?: unknown;
  error?: unknown;
  response?: Response;
  stream?: AsyncGenerator<unknown>;
}>;

/** A generated client, compiled. */
export interface GeneratedClient {
  sdk: Record<string, Method>;
  createClient(config: object): unknown;
}

/** The description of an application, in a file of a directory of its own. */
export function writeDescription(directory: string, document: unknown): void {
  writeFileSync(join(directory, 'openapi.json'), JSON.stringify(document));
}

/** Runs a tool of `node_modules` over it; nothing leaves the machine. */
export async function runTool(directory: string, script: string, ...args: string[]): Promise<string> {
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    CI: 'true',
  };
  const { stdout, stderr } = await run(process.execPath, [resolve('node_modules', script), ...args], {
    cwd: directory,
    env,
    timeout: LIMIT_MS,
    maxBuffer: 10_000_000,
  }).catch((error: { stdout?: string; stderr?: string }) => {
    throw new Error(`${script}: ${error.stdout ?? ''}${error.stderr ?? ''}`);
  });
  return stdout + stderr;
}

/** The call that the document itself gives an example of. */
export function exampleCall({ parameters = [], requestBody }: Operation): Call {
  const of = (place: string) => {
    const given = parameters.filter(
      (each) => each.in === place && (each.required || each.example !== undefined),
    );
    return Object.fromEntries(given.map((each) => [each.name, exampleOf(each)]));
  };
  const [media] = Object.values(requestBody?.content ?? {});
  const needed = parameters.filter((each) => each.in === 'header' && each.required);
  const headers = Object.fromEntries(needed.map((each) => [each.name, exampleOf(each)]));
  return {
    path: of('path'),
    query: of('query'),
    ...(needed.length > 0 && { headers }),
    ...(media && { body: media.example }),
  };
}

const exampleOf = ({ example, schema }: Parameter) =>
  example ?? (schema?.['enum'] as unknown[] | undefined)?.[0] ?? 'texto';

/** Every operation of a document, by its id. */
export function operationsOf(paths: Paths) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId ?? '',
      method,
      path,
      operation,
    })),
  );
}

/**
 * Makes a client with `@hey-api/openapi-ts`, and types with `openapi-typescript`, compiles both in strict mode with a file
 * that calls every method as the document shows it, and loads the client.
 */
export async function generateClient(directory: string, paths: Paths): Promise<GeneratedClient> {
  await runTool(directory, 'openapi-typescript/bin/cli.js', 'openapi.json', '-o', 'tipos.ts');
  await runTool(
    directory,
    '@hey-api/openapi-ts/bin/run.js',
    '-i',
    './openapi.json',
    '-o',
    'client',
    '-c',
    '@hey-api/client-fetch',
    '--no-log-file',
  );
  const calls = operationsOf(paths).map(({ id, operation }) => {
    const given = Object.entries(exampleCall(operation)).filter(([, value]) => hasContent(value));
    const argument = given.length > 0 ? JSON.stringify(Object.fromEntries(given)) : '';
    return `export const ${id} = () => api.${id}(${argument});`;
  });
  writeFileSync(join(directory, 'llamadas.ts'), `import * as api from './client';\n${calls.join('\n')}\n`);
  writeFileSync(join(directory, 'package.json'), '{ "type": "commonjs" }');
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  await runTool(directory, 'typescript/bin/tsc', '-p', '.');
  const sdk = (await import(join(directory, 'out/client/sdk.gen.js'))) as GeneratedClient['sdk'];
  const { createClient } = (await import(join(directory, 'out/client/client/index.js'))) as GeneratedClient;
  return { sdk, createClient };
}

const hasContent = (value: unknown) =>
  typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : value !== undefined;

const TSCONFIG = {
  compilerOptions: {
    strict: true,
    noUncheckedIndexedAccess: true,
    target: 'ES2024',
    lib: ['ES2024', 'DOM', 'DOM.Iterable'],
    types: [],
    module: 'node16',
    moduleResolution: 'node16',
    rootDir: '.',
    outDir: 'out',
  },
  files: ['llamadas.ts', 'tipos.ts'],
};
