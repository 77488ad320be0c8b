import { existsSync } from 'node:fs';
import { join } from 'node:path';

const rootDir = import.meta.dirname;
const present = (/** @type {string} */ path) => existsSync(join(rootDir, path));
const ifPresent = (/** @type {string} */ key, /** @type {string} */ path) =>
  present(path) ? { [key]: `<rootDir>/${path}` } : {};

// Needs `node --experimental-vm-modules`: without the flag jest cannot load ESM.
/** @type {import('jest').Config} */
export default {
  rootDir,
  roots: ['tests', 'src', 'workers'].filter(present).map((root) => `<rootDir>/${root}`),
  testMatch: ['<rootDir>/tests/**/*.test.{ts,mjs}'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.trazo/'],
  extensionsToTreatAsEsm: ['.ts'],
  // Everything that is not TypeScript is ESM or CommonJS that Node runs as it is, packages included.
  transform: { '\\.ts$': '@swc/jest' },
  // NodeNext imports say `.js` where the source is `.ts`. A real `.js` comes first: a package keeps its own files.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts'] },
  // Not `detectOpenHandles`: it runs files one by one and only prints. This environment fails what leaks.
  testEnvironment: '<rootDir>/tests/architecture/leak-proof-environment.mjs',
  ...ifPresent('globalSetup', 'tests/support/global-setup.ts'),
  ...ifPresent('globalTeardown', 'tests/support/global-teardown.ts'),
  testTimeout: 30_000,
  maxWorkers: 2,
  errorOnDeprecated: true,
};
