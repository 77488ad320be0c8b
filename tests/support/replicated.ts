import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chownSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plantHouseKey } from '../../tools/runtime/house-key.js';
import { chooseAccount, ensureHome } from '../../scripts/services/postgres-account.mjs';
import { startPostgres } from '../../scripts/services/postgres.mjs';
import { removeData } from '../../scripts/services/remove-data.mjs';
import { migrate } from '../../src/platform/database/migrations.js';
import { createPool } from '../../src/platform/database/pool.js';
import { syncReadModels } from '../../src/platform/read-models/schema.js';

type Server = Awaited<ReturnType<typeof startPostgres>>;

/** A PostgreSQL of a test file's own, and a second one that replicates from it. */
export interface Replicated {
  primaryUrl: string;
  replicaUrl: string;
  /** Runs SQL on the replica's server. */
  onReplica(sql: string): Promise<void>;
  killReplica(): Promise<void>;
  startReplica(): Promise<void>;
  close(): Promise<void>;
}

const SETTINGS = { wal_keep_size: '512MB', shared_buffers: '32MB', max_connections: '60' };

/** Starts both, with all migrations. */
export async function startReplicated(): Promise<Replicated> {
  const root = mkdtempSync(join(tmpdir(), 'trazo-replica-'));
  const [one, two] = [join(root, 'primario'), join(root, 'replica')];
  const first = await startPostgres({ dataDir: one, settings: SETTINGS });
  const pool = createPool(first.url, { max: 1, name: 'pruebas' });
  await migrate(pool);
  await syncReadModels(pool);
  await plantHouseKey(pool);
  await pool.end();
  // A copy of the files of a server that was stopped in order is a base backup.
  await first.stop();
  const homes = [one, two].map((directory) => {
    execFileSync('mkdir', ['-p', directory]);
    return realpathSync(ensureHome(directory, chooseAccount(join(directory, 'postgres')), () => undefined));
  }) as [string, string];
  execFileSync('cp', ['-a', `${homes[0]}/cluster`, `${homes[0]}/password`, homes[1]]);
  const primary = await startPostgres({ dataDir: one, settings: SETTINGS });
  followPrimary(join(homes[1], 'cluster'), primary.url);
  let replica: Server = await startPostgres({ dataDir: two, settings: SETTINGS });
  const { port } = replica;
  return {
    primaryUrl: primary.url,
    replicaUrl: replica.url,
    async onReplica(sql) {
      const client = createPool(replica.url, { max: 1, name: 'pruebas' });
      await client.query(sql).finally(() => client.end());
    },
    killReplica: () => replica.kill(),
    async startReplica() {
      replica = await startPostgres({ dataDir: two, settings: SETTINGS, port });
    },
    async close() {
      await Promise.all([replica.stop(), primary.stop()]);
      for (const directory of [one, two]) await removeData(directory);
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function followPrimary(cluster: string, primaryUrl: string): void {
  const { hostname, port, username, password } = new URL(primaryUrl);
  const { uid, gid } = statSync(join(cluster, 'PG_VERSION'));
  writeFileSync(join(cluster, 'standby.signal'), '');
  chownSync(join(cluster, 'standby.signal'), uid, gid);
  appendFileSync(
    join(cluster, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=${hostname} port=${port} user=${username} password=${password}'\n`,
  );
}
