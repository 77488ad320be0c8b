import type { Imports } from './planted-tree.js';

/** A small program that uses every road the boundaries leave open, so that none of them forbids too much. */
export const HEALTHY: Imports = {
  'src/modules.ts': [
    'src/declarations.ts',
    'src/modules/clientes/clientes.module.ts',
    'src/modules/envios/envios.module.ts',
  ],
  'src/declarations.ts': ['src/modules/envios/declarations.ts', 'src/platform/declarations/declare.ts'],
  'src/main.ts': ['src/app.module.ts', 'src/platform/config/config.ts', '@nestjs/core'],
  'src/app.module.ts': [
    'src/modules/clientes/clientes.module.ts',
    'src/modules/envios/envios.module.ts',
    'src/platform/database/pool.ts',
  ],
  'src/platform/config/config.ts': ['zod', 'node:fs'],
  'src/platform/database/pool.ts': ['pg', 'src/platform/config/config.ts'],
  'src/platform/declarations/declare.ts': ['src/platform/config/config.ts'],
  'src/platform/http/fastify.d.ts': [],
  'src/platform/errors/domain-error.ts': ['type fastify', 'inline-type fastify'],

  'src/commands/envios/create-envio.command.ts': ['@nestjs/cqrs', 'src/modules/envios/domain/codigo.ts'],
  'src/commands/envios/create-envio.handler.ts': [
    'src/commands/envios/create-envio.command.ts',
    'src/modules/clientes/contract.ts',
    'src/modules/envios/envio-writer.ts',
  ],
  'src/queries/envios/get-envio.query.ts': ['@nestjs/cqrs', 'type src/modules/envios/domain/estado.ts'],
  'src/queries/envios/get-envio.handler.ts': [
    'src/queries/envios/get-envio.query.ts',
    'src/modules/clientes/contract.ts',
    'src/modules/envios/contract.ts',
    'src/platform/database/pool.ts',
  ],

  'src/modules/envios/envios.module.ts': [
    'src/commands/envios/create-envio.handler.ts',
    'src/queries/envios/get-envio.handler.ts',
    'src/modules/clientes/clientes.module.ts',
    'src/modules/clientes/contract.ts',
    'src/modules/envios/envios.controller.ts',
    'src/modules/envios/http/envios-vivos.controller.ts',
  ],
  'src/modules/envios/envios.controller.ts': [
    '@nestjs/common',
    'src/commands/envios/create-envio.command.ts',
    'src/queries/envios/get-envio.query.ts',
    'src/modules/envios/contract.ts',
    'src/modules/envios/envio.dto.ts',
    'src/modules/envios/envio.docs.ts',
    'src/modules/envios/modo.params.ts',
    'src/modules/envios/envio.answer.ts',
    'src/modules/clientes/contract.ts',
    'src/modules/envios/domain/codigo.ts',
    'src/platform/errors/domain-error.ts',
  ],
  'src/modules/envios/declarations.ts': ['type src/platform/declarations/declare.ts'],
  'src/modules/envios/contract.ts': ['type src/modules/envios/domain/estado.ts'],
  'src/modules/envios/envio.dto.ts': ['src/modules/envios/domain/estado.ts'],
  'src/modules/envios/envio.docs.ts': ['@nestjs/swagger'],
  'src/modules/envios/envio.answer.ts': ['src/platform/errors/domain-error.ts'],
  'src/modules/envios/modo.params.ts': ['src/platform/errors/domain-error.ts'],
  'src/modules/envios/http/envios-vivos.controller.ts': [
    'src/queries/envios/get-envio.query.ts',
    'src/modules/envios/http/vivo.dto.ts',
  ],
  'src/modules/envios/http/vivo.dto.ts': ['src/platform/errors/domain-error.ts'],
  'src/modules/envios/envio.errors.ts': ['src/platform/errors/domain-error.ts'],
  'src/modules/envios/envio-writer.ts': [
    'src/platform/database/pool.ts',
    'src/modules/envios/domain/estado.ts',
  ],
  'src/modules/envios/domain/codigo.ts': ['node:crypto', 'src/modules/envios/envio.errors.ts'],
  'src/modules/envios/domain/estado.ts': ['src/modules/envios/domain/codigo.ts'],

  'src/modules/clientes/clientes.module.ts': ['src/modules/clientes/cliente-reader.ts'],
  'src/modules/clientes/cliente-reader.ts': ['src/modules/clientes/contract.ts'],
  'src/modules/clientes/contract.ts': [],

  'workers/main.ts': ['workers/worker.module.ts', 'src/platform/config/config.ts'],
  'workers/worker.module.ts': [
    'src/commands/envios/create-envio.command.ts',
    'src/modules.ts',
    'src/modules/clientes/clientes.module.ts',
    'src/modules/clientes/contract.ts',
    'src/modules/envios/envios.module.ts',
    'src/platform/database/pool.ts',
    'workers/envios/refresh-envios.worker.ts',
  ],
  'workers/envios/refresh-envios.worker.ts': [
    'bullmq',
    'src/commands/envios/create-envio.command.ts',
    'src/modules/envios/contract.ts',
    'src/platform/config/config.ts',
  ],
};

/** One file that breaks `rule` and no other, added to the healthy tree or put in the place of a file of it. */
export interface Plant {
  readonly rule: string;
  readonly path: string;
  readonly imports: readonly string[];
  /** Files that the violation needs to lead to. */
  readonly beside?: Imports;
}

const plant = (rule: string, path: string, imports: readonly string[], beside?: Imports): Plant => ({
  rule,
  path,
  imports,
  ...(beside && { beside }),
});

const ROOMS = ['run', 'files', 'machine', 'reads', 'purge', 'http'];

const TESTS: Imports = { 'tests/support/given.ts': [] };

export const PLANTS: readonly Plant[] = [
  plant('no-circular', 'src/platform/config/config.ts', ['src/platform/database/pool.ts']),
  plant('no-circular', 'src/platform/config/config.ts', ['type src/platform/database/pool.ts']),
  plant('no-orphans', 'src/platform/errors/forgotten.ts', []),
  plant('no-unresolvable', 'src/platform/config/config.ts', ['src/platform/config/gone.ts']),
  plant('no-unresolvable', 'src/platform/config/config.ts', ['a-package-that-is-not-there']),
  plant('no-undeclared-packages', 'src/platform/config/config.ts', ['enhanced-resolve']),
  plant('no-dev-dependencies', 'src/platform/config/config.ts', ['fastify']),
  plant('no-dev-dependencies', 'workers/envios/list-envios.worker.ts', ['fast-check']),
  plant('no-test-code', 'src/platform/config/config.ts', ['tests/support/given.ts'], TESTS),
  plant('no-test-code', 'workers/envios/list-envios.worker.ts', ['type tests/support/given.ts'], TESTS),
  plant('no-test-code', 'src/platform/config/config.ts', ['bench/load.ts'], { 'bench/load.ts': [] }),
  plant('no-test-code', 'src/platform/config/config.ts', ['scripts/load.ts'], { 'scripts/load.ts': [] }),
  plant('no-test-code', 'src/platform/config/config.ts', ['tools/load.ts'], { 'tools/load.ts': [] }),

  plant('src-not-above', 'src/platform/config/config.ts', ['workers/envios/jobs.ts'], {
    'workers/envios/jobs.ts': [],
  }),
  plant('app-not-below', 'src/modules/clientes/cliente-writer.ts', ['src/app.module.ts']),
  plant('app-not-below', 'src/queries/clientes/get-cliente.query.ts', ['type src/app.module.ts']),
  plant('app-wires-only', 'src/main.ts', ['src/app.module.ts', 'src/modules/envios/envio-writer.ts']),
  plant('app-wires-only', 'src/routes.ts', ['src/modules/envios/contract.ts']),
  plant('platform-imports-no-module', 'src/platform/queues/queue.ts', ['src/modules/envios/contract.ts']),
  plant('platform-imports-no-module', 'src/platform/queues/queue.ts', [
    'type src/commands/envios/create-envio.command.ts',
  ]),
  plant('platform-imports-no-module', 'src/platform/queues/queue.ts', [
    'src/queries/envios/get-envio.query.ts',
  ]),
  plant('platform-imports-no-module', 'src/platform/queues/queue.ts', ['src/app.module.ts']),

  plant('declarations-stand-on-top', 'src/platform/queues/queue.ts', [
    'type src/platform/declarations/declare.ts',
  ]),
  plant('declarations-are-for-the-root', 'src/modules/envios/x.ts', ['src/modules/envios/declarations.ts']),

  plant('workers-dispatch-only', 'workers/envios/x.worker.ts', ['src/queries/envios/get-envio.query.ts']),
  plant('workers-dispatch-only', 'workers/envios/x.worker.ts', ['src/modules/envios/envio-writer.ts']),
  plant('workers-dispatch-only', 'workers/envios/x.worker.ts', ['src/modules/envios/envios.module.ts']),
  plant('workers-dispatch-only', 'workers/envios/refresh-x.job.ts', ['src/modules/envios/envio-writer.ts']),
  plant('workers-dispatch-only', 'workers/main.ts', ['workers/worker.module.ts', 'src/app.module.ts']),
  plant('worker-module-wires-only', 'workers/worker.module.ts', [
    'src/modules/envios/envios.module.ts',
    'src/modules/envios/envio-writer.ts',
  ]),

  plant('queries-not-commands', 'src/queries/envios/x.query.ts', [
    'src/commands/envios/create-envio.command.ts',
  ]),
  plant('commands-not-queries', 'src/commands/envios/x.command.ts', [
    'type src/queries/envios/get-envio.query.ts',
  ]),
  plant('queries-without-domain', 'src/queries/envios/x.query.ts', ['src/modules/envios/domain/estado.ts']),
  plant('handlers-are-private', 'src/commands/envios/x.handler.ts', [
    'src/commands/envios/create-envio.handler.ts',
  ]),
  plant(
    'handlers-are-private',
    'src/modules/envios/contract.ts',
    ['type src/queries/envios/get-cosa.handler.ts'],
    { 'src/queries/envios/get-cosa.handler.ts': ['@nestjs/cqrs'] },
  ),
  plant('handlers-are-private', 'workers/envios/x.worker.ts', [
    'src/commands/envios/create-envio.handler.ts',
  ]),

  plant('modules-meet-in-contracts', 'src/commands/envios/x.command.ts', [
    'src/modules/clientes/cliente-reader.ts',
  ]),
  plant('modules-meet-in-contracts', 'src/queries/envios/x.query.ts', [
    'type src/modules/clientes/cliente-reader.ts',
  ]),
  plant('modules-meet-in-contracts', 'src/modules/envios/x.ts', ['src/modules/clientes/clientes.module.ts']),
  plant('modules-meet-in-contracts', 'src/modules/clientes/x.ts', ['src/modules/envios/domain/estado.ts']),
  plant('modules-meet-in-contracts', 'src/modules/clientes/x.ts', [
    'src/commands/envios/create-envio.command.ts',
  ]),
  plant('modules-meet-in-contracts', 'src/modules/envio/x.ts', ['src/modules/envios/envio-writer.ts']),
  plant('module-files-wire-only', 'src/modules/clientes/clientes.module.ts', [
    'src/modules/envios/envio-writer.ts',
  ]),
  plant(
    'module-files-wire-only',
    'src/modules/clientes/clientes.module.ts',
    ['src/commands/envios/create-envio.handler.ts'],
    { 'src/modules/envios/envios.module.ts': ['src/commands/envios/create-envio.handler.ts'] },
  ),

  ...[
    'src/commands/envios/create-envio.handler.ts',
    'src/queries/envios/get-envio.handler.ts',
    'src/modules/envios/envio-writer.ts',
    'src/modules/clientes/cliente-reader.ts',
    'type src/modules/clientes/cliente-reader.ts',
  ].flatMap((target) => [
    plant('controllers-dispatch-only', 'src/modules/envios/x.controller.ts', [target]),
    plant('controllers-dispatch-only', 'src/modules/envios/http/x.controller.ts', [target]),
  ]),

  ...ROOMS.flatMap((room, index) =>
    ROOMS.slice(index + 1).map((above) =>
      plant(
        `archivo-${room}-stands-below`,
        `src/modules/archivo/${room}/x.ts`,
        [`src/modules/archivo/${above}/y.ts`],
        { [`src/modules/archivo/${above}/y.ts`]: [] },
      ),
    ),
  ),

  ...[
    'src/modules/envios/envio-writer.ts',
    'type src/modules/envios/envio.dto.ts',
    'src/modules/clientes/contract.ts',
    'src/modules/clientes/cliente-reader.ts',
    'src/platform/database/pool.ts',
    'src/commands/envios/create-envio.command.ts',
  ].map((target) => plant('domain-stands-alone', 'src/modules/envios/domain/x.ts', [target])),
  ...['@nestjs/common', 'type @nestjs/common', 'pg', 'bullmq', 'uuid'].map((name) =>
    plant('domain-without-packages', 'src/modules/envios/domain/x.ts', [name]),
  ),
  ...['node:fs', 'fs/promises', 'node:timers', 'node:child_process', 'type node:net'].map((name) =>
    plant('domain-without-effects', 'src/modules/envios/domain/x.ts', [name]),
  ),
];
