/** A file that breaks `rule` and nothing else; without a rule, one that is allowed to do what it does. */
export interface LintPlant {
  readonly path: string;
  readonly code: string;
  readonly rule?: string;
}

const ENV = 'export const url = process.env.DATABASE_URL;';
const EXCEPTION =
  "import { NotFoundException } from '@nestjs/common';\nexport const e = new NotFoundException();";
const CONSOLE = "console.log('hola');";
const EMPTY_CATCH =
  'export const a = () => {\n  try {\n    return JSON.stringify(1);\n  } catch {}\n  return 2;\n};';
const COMMENTED_CATCH = EMPTY_CATCH.replace('{}', '{\n    // not our problem\n  }');

/** Expressions that try the same text in many ways, and that begin anew at each of its characters. */
const SLOW = {
  'regexp/no-super-linear-backtracking': 'export const word = /^(?:a+)+b$/;',
  'regexp/no-super-linear-move': 'export const end = /a+$/;',
};

const lines = (count: number) =>
  Array.from({ length: count }, (_, i) => `export const n${i} = ${i};`).join('\n');
const padded = (count: number) => `// A comment and a blank line are free.\n\n${lines(count)}`;

/** The file kinds of the house style, and how long each may be. */
const LENGTHS: readonly (readonly [path: string, max: number])[] = [
  ['src/commands/largo/create-cosa.command.ts', 60],
  ['src/queries/largo/get-cosa.query.ts', 60],
  ['src/modules/largo/largo.module.ts', 60],
  ['workers/largo/refresh-cosas.worker.ts', 60],
  ['workers/largo/refresh-cosas.job.ts', 60],
  ['workers/worker.module.ts', 60],
  ['src/commands/largo/create-cosa.handler.ts', 100],
  ['src/platform/largo/cosa.ts', 250],
  ['scripts/cosa.mjs', 250],
  ['bench/cosa.ts', 250],
  ['tools/cosa.ts', 250],
  ['tests/unit/cosa.test.ts', 300],
  ['tests/unit/cosa.test.mjs', 300],
];

const longer = (path: string) => path.replace(/(cosas?|largo|worker)(\.\w+)/, '$1-largo$2');

let count = 0;
const file = (room: string) => `${room}/planted-${(count += 1)}.ts`;
const bad = (rule: string, room: string, code: string): LintPlant => ({ rule, path: file(room), code });
const good = (room: string, code: string): LintPlant => ({ path: file(room), code });

export const LINT_PLANTS: readonly LintPlant[] = [
  ...[
    'src/platform/database',
    'src/commands/envios',
    'src/platform/errors',
    'workers/envios',
    'tests/unit',
  ].map((room) => bad('no-restricted-properties', room, ENV)),
  bad('no-restricted-properties', 'src/platform/queues', 'export const { env } = process;'),
  bad('no-restricted-properties', 'src/platform/queues', "export const env = process['env'];"),
  bad('no-restricted-imports', 'src/platform/queues', "export { env } from 'node:process';"),
  bad('no-restricted-imports', 'workers/envios', "export { env } from 'process';"),
  bad('no-restricted-imports', 'src/platform/errors', "export { env } from 'node:process';"),
  bad('no-restricted-imports', 'tests/unit', "export { env } from 'node:process';"),
  ...['src/platform/config', 'bench', 'tools', 'tests/support', 'tests/support/deep'].map((room) =>
    good(room, ENV),
  ),
  { path: 'scripts/planted.mjs', code: ENV },
  { path: 'scripts/lib/planted.mjs', code: ENV },

  ...['src/platform/security', 'src/platform/config', 'src/modules/envios', 'workers/envios'].map((room) =>
    bad('no-restricted-imports', room, EXCEPTION),
  ),
  bad('no-restricted-imports', 'src/modules/envios', "export { HttpException } from '@nestjs/common';"),
  bad('no-restricted-imports', 'src/modules/envios', "export * as common from '@nestjs/common';"),
  bad('no-restricted-imports', 'src/platform/errors', EXCEPTION),
  { path: 'src/platform/http/problem-filter.ts', code: EXCEPTION },
  good('src/modules/envios', "export { Injectable, type ExceptionFilter } from '@nestjs/common';"),

  bad('no-console', 'src/platform/logging', CONSOLE),
  bad('no-console', 'workers/envios', CONSOLE),
  good('bench', CONSOLE),
  { path: 'scripts/hola.mjs', code: CONSOLE },

  ...['src/platform/queues', 'workers/envios', 'src/modules/envios/domain'].map((room) =>
    bad('no-restricted-syntax', room, COMMENTED_CATCH),
  ),
  bad('no-empty', 'tests/unit', EMPTY_CATCH),
  bad(
    'preserve-caught-error',
    'src/platform/queues',
    EMPTY_CATCH.replace('catch {}', 'catch (e) { throw new Error(String(e)) }'),
  ),

  ...['Date.now()', 'new Date()', 'Math.random()', 'performance.now()'].flatMap((clock) => [
    bad('no-restricted-syntax', 'src/modules/envios/domain', `export const now = () => ${clock};`),
    good('src/modules/envios', `export const now = () => ${clock};`),
  ]),
  good('src/modules/envios/domain', 'export const day = (ms: number) => new Date(ms).getUTCDate();'),

  ...['src/platform/queues', 'workers/envios', 'tests/unit', 'bench', 'tools'].map((room) =>
    bad(
      '@typescript-eslint/no-floating-promises',
      room,
      'export const f = () => {\n  Promise.resolve(1);\n};',
    ),
  ),
  ...Object.entries(SLOW).flatMap(([rule, code]) => [
    bad(rule, 'src/platform/queues', code),
    bad(rule, 'src/modules/envios/domain', code),
    bad(rule, 'workers/envios', code),
    { rule, path: `cli/planted-${rule.slice(7)}.mjs`, code },
    { rule, path: `scripts/lib/planted-${rule.slice(7)}.mjs`, code },
  ]),
  good('src/platform/queues', 'export const isWord = (text: string) => /^[^a]*a+$/.test(text);'),
  // What a test reads is its own.
  good('tests/unit', SLOW['regexp/no-super-linear-move']),
  bad(
    '@typescript-eslint/no-misused-promises',
    'src/platform/queues',
    'export const f = (list: number[]) => list.forEach(async () => Promise.resolve());',
  ),
  bad(
    '@typescript-eslint/consistent-type-imports',
    'src/platform/queues',
    "import { Pool } from 'pg';\nexport const f = (pool: Pool) => pool.totalCount;",
  ),
  good(
    'src/platform/queues',
    "import { Injectable } from '@nestjs/common';\nimport { CommandBus } from '@nestjs/cqrs';\n" +
      '@Injectable()\nexport class Cartero {\n  constructor(readonly bus: CommandBus) {}\n}',
  ),
  bad(
    '@typescript-eslint/switch-exhaustiveness-check',
    'src/platform/errors',
    "export const f = (a: 'x' | 'y') => {\n  switch (a) {\n    case 'x':\n      return 1;\n  }\n  return 2;\n};",
  ),

  ...LENGTHS.flatMap(([path, max]) => [
    { path, code: padded(max) },
    { path: longer(path), code: padded(max + 1), rule: 'max-lines' },
  ]),
];
