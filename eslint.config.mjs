import js from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const TYPESCRIPT = [
  'src/**/*.ts',
  'workers/**/*.ts',
  'tests/**/*.ts',
  'bench/**/*.ts',
  'tools/**/*.ts',
  'clients/**/*.ts',
  '*.ts',
];
const EXPRESSIONS = ['src/**/*.ts', 'workers/**/*.ts', 'cli/**/*.mjs', 'scripts/**/*.mjs'];
const PROGRAM = ['src/**/*.ts', 'workers/**/*.ts'];
const MAY_READ_ENVIRONMENT = [
  'src/platform/config/**',
  'cli/**',
  'scripts/**',
  'bench/**',
  'tools/**',
  'clients/**',
  'tests/support/**',
];

const ENVIRONMENT = 'process.env: read it through platform/config.';
const EXCEPTION =
  'Throw a DomainError from platform/errors: its filter maps every code to a problem document.';
const EMPTY_CATCH = 'An empty catch hides its cause: handle it, or throw with { cause }.';
const CLOCK = 'domain/ has no clock and no dice: take the time or the number as a parameter.';

/** `process` as an import is `process.env` through another door. */
const environmentImports = ['process', 'node:process'].map((name) => ({ name, message: ENVIRONMENT }));
const exceptionImports = [
  { group: ['@nestjs/common', '@nestjs/common/**'], importNamePattern: 'Exception$', message: EXCEPTION },
];
const emptyCatch = { selector: 'CatchClause > BlockStatement[body.length=0]', message: EMPTY_CATCH };
const clock = [
  "MemberExpression[object.name='Date'][property.name='now']",
  "MemberExpression[object.name='Math'][property.name='random']",
  "MemberExpression[object.name='performance'][property.name='now']",
  "NewExpression[callee.name='Date'][arguments.length=0]",
].map((selector) => ({ selector, message: CLOCK }));

/**
 * Lengths of the house style, with room for imports; blank lines and comments are free.
 *
 * @param {string[]} files
 * @param {number} max
 * @returns {import('eslint').Linter.Config}
 */
const lengthOf = (files, max) => ({
  files,
  rules: { 'max-lines': ['error', { max, skipBlankLines: true, skipComments: true }] },
});

export default defineConfig(
  globalIgnores([
    'dist/',
    '.trazo/',
    'coverage/',
    'bench/results/',
    'clients/typescript/src/',
    'src/platform/database/prisma/',
  ]),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
    languageOptions: { globals: Object.fromEntries(nodeGlobals().map((name) => [name, 'readonly'])) },
  },

  js.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      // Fails on a caught error that is replaced by one without its cause.
      'preserve-caught-error': 'error',
    },
  },
  {
    ignores: MAY_READ_ENVIRONMENT,
    rules: {
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: ENVIRONMENT }],
      'no-restricted-imports': ['error', { paths: environmentImports }],
    },
  },

  {
    files: EXPRESSIONS,
    plugins: { regexp },
    // No expression goes back over what it has read: neither by trying another way, nor by beginning anew further on.
    rules: {
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': 'error',
    },
  },

  {
    files: TYPESCRIPT,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A class in a decorated constructor stays a value import: as tsconfig emits metadata, the rule skips files
      // with decorators. There the compiler itself asks for `import type` where that is safe.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Nest and BullMQ ask for methods that return a promise, whether or not the body has to wait.
      '@typescript-eslint/require-await': 'off',
    },
  },

  {
    files: PROGRAM,
    rules: {
      'no-console': 'error',
      'no-restricted-imports': ['error', { paths: environmentImports, patterns: exceptionImports }],
      'no-restricted-syntax': ['error', emptyCatch],
    },
  },
  {
    files: ['src/platform/config/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: exceptionImports }] },
  },
  {
    // The filter turns what Nest itself throws into a problem document.
    files: ['src/platform/http/problem-filter.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: environmentImports }] },
  },
  {
    files: ['src/modules/*/domain/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', emptyCatch, ...clock] },
  },

  {
    files: ['tests/**/*.ts', 'bench/**/*.ts', 'tools/**/*.ts'],
    rules: {
      // JSON that came over HTTP, and `expect(mock.method)`: asserting is what a test does with them.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },

  lengthOf(['**/*.{ts,mjs,cjs}'], 250),
  lengthOf(['src/**/*.{command,query}.ts', 'src/**/*.module.ts', 'workers/**/*.{worker,job,module}.ts'], 60),
  lengthOf(['src/**/*.handler.ts'], 100),
  lengthOf(['tests/**/*.{ts,mjs}'], 300),
);

/** Node's own names; TypeScript checks them better, so this serves the plain scripts. */
function nodeGlobals() {
  const jest = ['afterAll', 'afterEach', 'beforeAll', 'beforeEach', 'describe', 'expect', 'it', 'test'];
  return [...Object.getOwnPropertyNames(globalThis), ...jest];
}
