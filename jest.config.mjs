const rootDir = import.meta.dirname;

// Needs `node --experimental-vm-modules`: without the flag jest cannot load ESM.
/** @type {import('jest').Config} */
export default {
  rootDir,
  roots: ['<rootDir>/tests', '<rootDir>/src', '<rootDir>/workers'],
  testMatch: ['<rootDir>/tests/**/*.test.{ts,mjs}'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.trazo/'],
  extensionsToTreatAsEsm: ['.ts'],
  // Everything that is not TypeScript is ESM or CommonJS that Node runs as it is, packages included.
  transform: { '\\.ts$': '@swc/jest' },
  // NodeNext imports say `.js` where the source is `.ts`. A real `.js` comes first: a package keeps its own files.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts'] },
  // Not `detectOpenHandles`: it runs files one by one and only prints. This environment fails what leaks.
  testEnvironment: '<rootDir>/tests/architecture/leak-proof-environment.mjs',
  reporters: ['default', '<rootDir>/tests/support/slowest-reporter.mjs'],
  // What modules declare to the platform, as in every process of the program.
  setupFiles: ['<rootDir>/src/declarations.ts'],
  globalSetup: '<rootDir>/tests/support/global-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/global-teardown.mjs',
  // It only ends what hangs: no verdict may depend on how busy the machine is.
  testTimeout: 300_000,
  maxWorkers: 2,
  // Modules of a file that has run stay in the memory of its worker: a new one goes on before it has too little.
  workerIdleMemoryLimit: '1500MB',
  errorOnDeprecated: true,
};
