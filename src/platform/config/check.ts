/**
 * A process that says what is wrong with the configuration, before anything is started: `npm start` runs it. What is
 * left out of `DATABASE_URL` and `REDIS_URL`, `npm start` brings along.
 *
 * It writes `{ faults, unknown }` as JSON to its output.
 */
import { configFaults, configSchema, environment } from './config.js';
import { postgresFaults, redisFaults } from './reachable.js';
import { unknownVariables } from './variable-names.js';

const OWN = { DATABASE_URL: 'postgres://127.0.0.1/trazo', REDIS_URL: 'redis://127.0.0.1' };

const env = environment();
const { DATABASE_URL, REDIS_URL } = env;
const wrong = configFaults({
  ...env,
  DATABASE_URL: DATABASE_URL || OWN.DATABASE_URL,
  REDIS_URL: REDIS_URL || OWN.REDIS_URL,
});
const isSound = (name: string) => !wrong.some(({ variable }) => variable === name);
const unreached = await Promise.all([
  DATABASE_URL && isSound('DATABASE_URL') ? postgresFaults('DATABASE_URL', DATABASE_URL) : [],
  REDIS_URL && isSound('REDIS_URL') ? redisFaults('REDIS_URL', REDIS_URL) : [],
]);
const unknown = unknownVariables(env, Object.keys(configSchema.shape)).filter(({ meant }) => !meant);
process.stdout.write(
  JSON.stringify({ faults: [...wrong, ...unreached.flat()], unknown: unknown.map(({ name }) => name) }),
);
