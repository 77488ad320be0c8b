// The boundaries of the house, checked on `src` and `workers`. `tests/architecture/boundaries.test.ts` plants a
// violation of every rule below and fails for a rule that has none.

const CONTRACT = '^src/modules/[^/]+/contract\\.ts$';
// A named group: the patterns of a list are joined into one expression, where a numbered one would point elsewhere.
// A room may have a module file of its own.
const MODULE_FILE = '^src/modules/(?<own>[^/]+)/(?:\\k<own>|(?<room>[^/]+)/\\k<room>)\\.module\\.ts$';
const CONTROLLER = '^src/modules/([^/]+)/.+\\.controller\\.ts$';
const DOMAIN = '^src/modules/([^/]+)/domain/';
// What a module tells the platform of itself; the root collects them.
const DECLARATIONS = '^src/modules/[^/]+/declarations\\.ts$';
const PROGRAM = '^(?:src|workers)/';
const MODULE_TREES = '^src/(?:commands|queries|modules)/';
const WORKER_MODULE = '^workers/worker\\.module\\.ts$';

/** Of Node's own library, what computes and nothing else. */
const PURE_CORE = '^(?:node:)?(?:assert|buffer|crypto|string_decoder|url|util)(?:$|/)';

/**
 * The rooms of a module, each of which may use those before it.
 *
 * @param {string} module
 * @param {string[]} rooms
 * @returns {import('dependency-cruiser').IForbiddenRuleType[]}
 */
const roomsInOrder = (module, rooms) =>
  rooms.slice(0, -1).map((room, index) => ({
    name: `${module}-${room}-stands-below`,
    comment: 'A room uses the rooms before it.',
    from: { path: `^src/modules/${module}/${room}/` },
    to: { path: `^src/modules/${module}/(?:${rooms.slice(index + 1).join('|')})/` },
  }));

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  {
    name: 'no-circular',
    comment: 'Two files that need each other are one thought, or hide a third.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-orphans',
    comment: 'A file that neither imports nor is imported is not part of the program.',
    from: { orphan: true, pathNot: '\\.d\\.ts$' },
    to: {},
  },
  {
    name: 'no-unresolvable',
    comment: 'An import that does not resolve is an import that no other rule can see.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-undeclared-packages',
    comment: 'A package that only a dependency of ours asks for may leave with its next version.',
    from: { path: PROGRAM },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-dev-dependencies',
    comment:
      'What runs in production is listed under dependencies. A type is erased, so it may come from anywhere.',
    from: { path: PROGRAM },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-test-code',
    comment: 'Tests, benches, tools and scripts look at the program; the program does not look at them.',
    from: { path: PROGRAM },
    to: { path: '^(?:tests|bench|tools|scripts)/' },
  },

  {
    name: 'src-not-above',
    comment: 'Workers stand on top of src.',
    from: { path: '^src/' },
    to: { path: '^workers/' },
  },
  {
    name: 'app-not-below',
    comment: 'The application file wires modules; a module that imports it imports the world.',
    from: { path: MODULE_TREES },
    to: { path: '^src/[^/]+\\.ts$' },
  },
  {
    name: 'app-wires-only',
    comment: 'The files at the root of src see a module through its module file and its declarations.',
    from: { path: '^src/[^/]+\\.ts$' },
    to: { path: MODULE_TREES, pathNot: [MODULE_FILE, DECLARATIONS] },
  },
  {
    name: 'platform-imports-no-module',
    comment: 'Platform serves every module and knows none.',
    from: { path: '^src/platform/' },
    to: { path: '^src/', pathNot: '^src/platform/' },
  },

  {
    name: 'declarations-stand-on-top',
    comment: 'The platform is filled from the root. What it is filled with, none of its folders may look at.',
    from: { path: '^src/platform/', pathNot: '^src/platform/declarations/' },
    to: { path: '^src/platform/declarations/' },
  },
  {
    name: 'declarations-are-for-the-root',
    comment: 'What a module declares is read from the registries, never from its declarations.',
    from: { pathNot: '^src/[^/]+\\.ts$' },
    to: { path: DECLARATIONS },
  },

  {
    name: 'workers-dispatch-only',
    comment:
      'A worker validates its job and dispatches a command: commands, contracts and platform are enough.',
    from: { path: '^workers/', pathNot: WORKER_MODULE },
    to: { path: '^src/', pathNot: ['^src/commands/', '^src/platform/', CONTRACT] },
  },
  {
    name: 'worker-module-wires-only',
    comment:
      'The worker module sees what workers see, and the module files that it wires, or the list of them.',
    from: { path: WORKER_MODULE },
    to: {
      path: '^src/',
      pathNot: ['^src/commands/', '^src/platform/', '^src/modules\\.ts$', CONTRACT, MODULE_FILE],
    },
  },

  {
    name: 'queries-not-commands',
    comment: 'Reading must not depend on writing.',
    from: { path: '^src/queries/' },
    to: { path: '^src/commands/' },
  },
  {
    name: 'commands-not-queries',
    comment: 'A decision is taken on the write model, never on a read view.',
    from: { path: '^src/commands/' },
    to: { path: '^src/queries/' },
  },
  {
    name: 'queries-without-domain',
    comment:
      'A query is SQL over vista_*: the rules have run when the row was written. Its types may be named.',
    from: { path: '^src/queries/([^/]+)/' },
    to: { path: '^src/modules/$1/domain/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'handlers-are-private',
    comment:
      'Only the module file names a handler; everyone else dispatches. (Controllers have a rule of their own.)',
    from: { pathNot: [MODULE_FILE, CONTROLLER] },
    to: { path: '\\.handler\\.ts$' },
  },

  {
    name: 'modules-meet-in-contracts',
    comment: 'Another module is its contract.ts, and nothing behind it.',
    from: { path: '^src/(?:commands|queries|modules)/([^/]+)/', pathNot: [MODULE_FILE, CONTROLLER, DOMAIN] },
    to: { path: MODULE_TREES, pathNot: ['^src/(?:commands|queries|modules)/$1/', CONTRACT] },
  },
  {
    name: 'module-files-wire-only',
    comment: 'A module file may also import the module file of another module, to wire it.',
    from: { path: MODULE_FILE },
    to: { path: MODULE_TREES, pathNot: ['^src/(?:commands|queries|modules)/$1/', CONTRACT, MODULE_FILE] },
  },
  {
    name: 'controllers-dispatch-only',
    comment:
      'A controller turns HTTP into a command or query of its own module: their data, not their handlers. Classes of another module come from its contract.',
    from: { path: CONTROLLER },
    to: {
      path: MODULE_TREES,
      pathNot: [
        '^src/commands/$1/[^/]+\\.command\\.ts$',
        '^src/queries/$1/[^/]+\\.query\\.ts$',
        '^src/(?:commands|queries|modules)/$1/.+\\.(?:dto|docs|params|answer)\\.ts$',
        CONTRACT,
        '^src/modules/$1/domain/',
      ],
    },
  },
  ...roomsInOrder('archivo', ['run', 'files', 'machine', 'reads', 'purge', 'http']),
  {
    name: 'domain-stands-alone',
    comment: 'domain/ sees its own folder and the errors of its own module.',
    from: { path: DOMAIN },
    to: {
      path: PROGRAM,
      pathNot: ['^src/modules/$1/domain/', '^src/modules/$1/[^/]+\\.errors\\.ts$'],
    },
  },
  {
    name: 'domain-without-packages',
    comment: 'No Nest, no SQL, no queue in a pure rule, not even as a type.',
    from: { path: DOMAIN },
    to: { path: 'node_modules/' },
  },
  {
    name: 'domain-without-effects',
    comment: 'Of the standard library, what computes; no files, no network, no processes, no clock.',
    from: { path: DOMAIN },
    to: { dependencyTypes: ['core'], pathNot: PURE_CORE },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: forbidden.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    // Type-only imports count: a boundary that a type may cross is a boundary that the next value crosses.
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '^src/platform/database/prisma/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
