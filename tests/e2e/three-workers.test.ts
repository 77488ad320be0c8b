import type { Programacion } from '../../src/modules/programaciones/programacion.dto.js';
import { block, expiredReceipts } from '../support/blocker.js';
import { createInstallation, type Installation } from '../support/installation.js';
import { Jobs } from '../support/jobs.js';
import { poll } from '../support/poll.js';
import type { Program } from '../support/program.js';

let installation: Installation;
let jobs: Jobs;
let workers: Program[];
beforeAll(async () => {
  installation = await createInstallation();
  jobs = new Jobs(installation.http);
  await installation.start('api');
  workers = await Promise.all([1, 2, 3].map(() => installation.start('worker')));
  await installation.http.post(`/v1/programaciones/${(await jobs.seeded('limpieza')).id}/pausa`, undefined);
});
afterAll(() => installation.close());

const pidOf = (worker: string | null) => Number(worker?.split(':').at(-1));

test('one run for each fire time, though three workers are up and each of them looks', async () => {
  const programacion = await jobs.programacion({
    tipo: 'reconstruccion',
    cron: undefined,
    cada: 'PT1S',
    solapamiento: 'encolar',
  });
  await poll('twelve runs', async () => (await jobs.runs(programacion)).length >= 12);
  await installation.http.post<Programacion>(`/v1/programaciones/${programacion.id}/pausa`, undefined);
  const runs = await poll('every run to have ended', async () => {
    const all = await jobs.runs(programacion);
    return all.every(({ terminadaEn }) => terminadaEn) && all.toReversed();
  });
  const times = runs.map(({ previstaEn }) => Date.parse(previstaEn!));
  // Every second, none twice; a machine that stood still for a second runs the last that it missed.
  expect(new Set(times).size).toBe(runs.length);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.every((time) => time % 1_000 === 0)).toBe(true);
  expect(runs.map(({ intentos, estado }) => [intentos, estado])).toEqual(runs.map(() => [1, 'completada']));
  expect(new Set(runs.map(({ worker }) => worker)).size).toBeGreaterThan(1);
});

test('a worker that is killed in the middle of a run: another one goes on with it', async () => {
  const programacion = await jobs.programacion({ pausada: true });
  await expiredReceipts(installation.pool, 2_500);
  const release = await block(installation.pool, 'tandas');
  const run = await jobs.start(programacion);
  const { worker } = await jobs.reaches(run, 'en_curso');
  const victim = workers.find(({ pid }) => pid === pidOf(worker))!;
  victim.signal('SIGKILL');
  expect(await victim.exited).toMatchObject({ signal: 'SIGKILL' });
  const taken = await poll('another worker to have it', async () => {
    const now = await jobs.get(run);
    return now.intentos === 2 && now;
  });
  expect(taken.worker).not.toBe(worker);
  await release();
  const done = await jobs.reaches(run, 'completada');
  const { rows } = await installation.pool.query('SELECT FROM tandas');
  expect(rows).toEqual([]);
  expect(done).toMatchObject({ intentos: 2, lineas: 1, problema: null });
});

test('a worker that is told to stop gives its run away', async () => {
  const programacion = await jobs.programacion({ pausada: true });
  await expiredReceipts(installation.pool, 20_000);
  const release = await block(installation.pool, 'tandas');
  const run = await jobs.start(programacion);
  const { worker } = await jobs.reaches(run, 'en_curso');
  const leaving = workers.find(({ pid }) => pid === pidOf(worker))!;
  leaving.signal('SIGTERM');
  await poll('it to have heard', async () => leaving.said().includes('Deteniendo'));
  await release();
  expect(await leaving.exited).toEqual({ code: 0, signal: null });
  const done = await jobs.reaches(run, 'completada');
  expect(done.intentos).toBe(2);
  expect(done.worker).not.toBe(worker);
  const log = await installation.http.get<{ datos: object[] }>(`/v1/ejecuciones/${run.id}/registro`);
  expect(log.body.datos).toMatchObject([{ texto: expect.stringMatching('Se reanuda') }]);
});
