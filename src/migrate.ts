import './declarations.js';
import { loadConfig } from './platform/config/config.js';
import { migrate } from './platform/database/migrations.js';
import { createPool } from './platform/database/pool.js';
import { start } from './platform/lifecycle/start.js';
import { syncReadModels } from './platform/read-models/schema.js';
import { setTimeZone } from './platform/read-models/time-zone.js';

start(async () => {
  const { DATABASE_URL, TRAZO_ZONA } = loadConfig();
  const pool = createPool(DATABASE_URL, { max: 1, name: 'trazo migraciones' });
  try {
    const applied = await migrate(pool);
    await setTimeZone(pool, TRAZO_ZONA);
    const built = await syncReadModels(pool);
    const say = (what: string, names: string[]) =>
      `${what}: ${names.length > 0 ? names.join(', ') : 'al día'}\n`;
    process.stdout.write(say('Migraciones', applied) + say('Modelos de lectura', built));
  } finally {
    await pool.end();
  }
});
