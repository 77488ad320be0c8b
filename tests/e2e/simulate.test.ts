import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Simulation, type SimulationOptions, type SimulationState } from '../../tools/simulate/simulation.js';
import { HOUSE_KEY } from '../../tools/runtime/house-key.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

const options = (fields: Partial<SimulationOptions> = {}): SimulationOptions => ({
  url: stack.http.url,
  token: async () => HOUSE_KEY,
  devices: 30,
  perSecond: 200,
  durationMs: 4_000,
  seed: 7,
  patienceMs: 20_000,
  ...fields,
});
const stored = async () => (await stack.pool.query('SELECT FROM trazas')).rowCount;

test('finding 16: a fleet posts, repeats, comes late, by clocks that are wrong, and every acknowledged traza is there once', async () => {
  const states: SimulationState[] = [];
  const result = await new Simulation(options(), (state) => states.push(state)).run();
  expect(result).toMatchObject({ broken: [], refused: 0, unacknowledged: 0, failure: undefined });
  expect(result.shown).toMatchObject({ wrong: [], read: expect.any(Number) });
  expect(Math.min(result.shown.read, result.shown.corrected, result.shown.unbelieved)).toBeGreaterThan(0);
  expect(result.sent).toBeGreaterThan(600);
  expect(result.repeated).toBeGreaterThan(0);
  expect(result.acknowledged).toBe(result.sent);
  expect(result.applied).toBe(result.sent - result.repeated);
  expect(result.duplicates).toBe(result.repeated);
  expect(await stored()).toBe(result.applied);
  expect((await stack.pool.query('SELECT FROM envios')).rowCount).toBe(result.envios);
  const { rows } = await stack.pool.query<{ estado: string }>(
    'SELECT DISTINCT estado FROM vista_envios_detalle',
  );
  expect(rows.map(({ estado }) => estado)).toEqual(expect.arrayContaining(['registrado', 'entregado']));
  expect(states.length).toBeGreaterThan(2);
});

test('told to stop, it stops and still checks', async () => {
  const stop = new AbortController();
  const result = await new Simulation(options({ durationMs: 3_600_000, seed: 8 }), () => stop.abort()).run(
    stop.signal,
  );
  expect(result.elapsedMs).toBeLessThan(3_600_000);
  expect(result.sent).toBeGreaterThan(0);
  expect(result).toMatchObject({ broken: [], acknowledged: result.sent });
});

test('an acknowledged traza that is rejected later is a broken promise', async () => {
  // Codes that no envío has any more: what is posted for them waits, and is then rejected.
  await stack.stopWorker();
  let acknowledged = 0;
  const watch = (state: SimulationState) => (acknowledged = state.acknowledged);
  const simulation = new Simulation(options({ durationMs: 1_500, seed: 9 }), watch).run();
  await poll('trazas to be acknowledged', async () => acknowledged > 0);
  await stack.pool.query('DELETE FROM codigos_envio');
  await stack.pool.query(
    `CREATE FUNCTION vence() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.vence_en := now(); RETURN NEW; END $$;
     CREATE TRIGGER vence BEFORE INSERT ON trazas_en_espera FOR EACH ROW EXECUTE FUNCTION vence()`,
  );
  await stack.startWorker();
  const { broken } = await simulation;
  expect(broken[0]?.problem).toBe('rechazada: envio-desconocido');
  await stack.pool.query('DROP FUNCTION vence CASCADE');
});

/** The command itself, in a process of its own. */
async function command(...args: string[]): Promise<{ code: number; output: string }> {
  const hooks = pathToFileURL(resolve('tools/runtime/typescript.mjs')).href;
  const child = spawn(process.execPath, [
    '--import',
    hooks,
    'tools/simulate/main.ts',
    ...args,
    '--clave',
    HOUSE_KEY,
  ]);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (output += text.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}

test('the command shows a table and ends with 0, or with 1 when it cannot do what it should', async () => {
  const url = ['--url', stack.http.url];
  const good = await command(...url, '--semilla', '10', '--duracion', '2s', '--trazas-por-segundo', '50');
  expect(good).toMatchObject({
    code: 0,
    output: expect.stringMatching(/Semilla 10[^]*Promesas rotas +0[^]*p50 \/ p95/),
  });
  expect(await command('--help')).toMatchObject({ code: 0, output: expect.stringContaining('Ejemplos:') });
  expect(await command('--url', 'http://127.0.0.1:1')).toMatchObject({
    code: 1,
    output: expect.stringContaining('no hay nadie a la escucha'),
  });
});
