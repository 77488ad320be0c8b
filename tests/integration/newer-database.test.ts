import { createInstallation, type Installation } from '../support/installation.js';

let installation: Installation;
beforeEach(async () => (installation = await createInstallation()));
afterEach(() => installation.close());

/** Has the ledger say that a migration was begun, and whatever else happened to it now. */
const begun = (name: string, ...happened: ('finished_at' | 'rolled_back_at')[]) =>
  installation.pool.query(
    `INSERT INTO _prisma_migrations (${['id', 'checksum', 'migration_name', ...happened].join(', ')})
     VALUES ($1, '', $1${', now()'.repeat(happened.length)})`,
    [name],
  );

test.each(['api', 'worker'] as const)(
  'the %s does not start on a database that is newer than it',
  async (role) => {
    await begun('29990101000000_later', 'finished_at');
    await begun('29990102000000_later_still', 'finished_at');
    await expect(installation.start(role)).rejects.toThrow(
      /más nueva que este programa: tiene la migración «29990101000000_later» y 1 más, que esta versión no conoce/,
    );
  },
);

test('one that failed or was taken back does not count', async () => {
  await begun('29990101000000_failed');
  await begun('29990102000000_taken_back', 'finished_at', 'rolled_back_at');
  await installation.start('api');
  expect((await installation.http.get('/health/ready')).status).toBe(200);
});
