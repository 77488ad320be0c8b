import type { Ejecucion } from '../../src/modules/programaciones/ejecucion.dto.js';
import { DomainError } from '../../src/platform/errors/domain-error.js';
import type { JobContext, JobResult } from '../../src/platform/jobs/job-context.js';
import type { JobDefinition } from '../../src/platform/jobs/job-definition.js';
import { parametersOf } from '../../src/platform/jobs/job-parameters.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { jobTypes } from '../../src/platform/jobs/job-types.js';
import { RunLedger } from '../../src/platform/jobs/run-ledger.js';
import { RunQueue } from '../../src/platform/jobs/run-queue.js';
import { Jobs } from '../support/jobs.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let jobs: Jobs;
beforeAll(async () => {
  stack = await startStack({ worker: false });
  jobs = new Jobs(stack.http);
});
afterAll(() => stack.close());

type Run = (context: JobContext) => Promise<JobResult | null>;

const definitions = (run: Run): JobDefinition[] =>
  jobTypes().map((type) => ({ type, Parameters: parametersOf(type), run }));
const runnerOf = (all: JobDefinition[], stop = new AbortController()) =>
  new JobRunner(all, stack.get(RunLedger), stack.get(RunQueue), stop.signal);
const waiting = async () => jobs.start(await jobs.programacion({ pausada: true }));

/** Runs it once, with what the job does. */
async function perform(ejecucion: Ejecucion, run: Run, stop?: AbortController): Promise<Ejecucion> {
  await runnerOf(definitions(run), stop).run(ejecucion.id);
  return jobs.get(ejecucion);
}

describe('start-up fails', () => {
  const all = () => definitions(async () => null);
  const [first] = jobTypes();

  test('when a type has no class, or two', () => {
    expect(() => runnerOf(all())).not.toThrow();
    expect(() => runnerOf(all().slice(1))).toThrow(`«${first}» tiene 0 clases`);
    expect(() => runnerOf([...all(), ...all().slice(0, 1)])).toThrow(`«${first}» tiene 2 clases`);
  });

  test('when a class has other parameters than those that the API checks', () => {
    const [wrong, ...others] = all();
    class Otros {}
    expect(() => runnerOf([{ ...wrong!, Parameters: Otros }, ...others])).toThrow('parámetros');
  });
});

test('what a job tells is written, and what PostgreSQL cannot hold of it is left out', async () => {
  const done = await perform(await waiting(), async (context) => {
    context.progress(3, 12, 'meses');
    context.log('uno \0 y \ud800 medio');
    context.log('x'.repeat(3_000));
    return { nota: 'a\0b', medio: '\udc00' };
  });
  expect(done).toMatchObject({
    estado: 'completada',
    resultado: { nota: 'ab', medio: '\ufffd' },
    progreso: { hecho: 3, total: 12, unidad: 'meses' },
    lineas: 2,
  });
  const { body } = await stack.http.get<{ datos: { texto: string }[] }>(
    `/v1/ejecuciones/${done.id}/registro`,
  );
  expect(body.datos.map(({ texto }) => texto)).toEqual(['uno  y \ufffd medio', 'x'.repeat(2_000)]);
});

test('a run that is interrupted goes on from its last checkpoint', async () => {
  const run = await waiting();
  const stop = new AbortController();
  const given = await perform(
    run,
    async (context) => {
      expect(context.resumeFrom).toBeNull();
      await context.checkpoint({ mes: '2020-01-01' });
      stop.abort();
      await context.checkpoint();
      return {};
    },
    stop,
  );
  expect(given).toMatchObject({ estado: 'en_cola', intentos: 1, worker: null });
  const done = await perform(run, async ({ resumeFrom }) => ({ resumeFrom }));
  expect(done).toMatchObject({
    estado: 'completada',
    intentos: 2,
    resultado: { resumeFrom: { mes: '2020-01-01' } },
  });
});

test('a problem of the API is the problem of the run', async () => {
  const failed = await perform(await waiting(), async () => {
    throw DomainError.invalid([{ pointer: '#/mes', code: 'fecha' }]);
  });
  expect(failed.problema).toMatchObject({
    type: '/problemas/validacion',
    detail: expect.stringMatching('#/mes: '),
  });
});

test('parameters that the job does not take any more are not given to it', async () => {
  const run = await waiting();
  await stack.pool.query(`UPDATE ejecuciones SET parametros = '{"dias": 7}' WHERE id = $1`, [run.id]);
  let given = false;
  const failed = await perform(run, async () => ({ given: (given = true) }));
  expect(failed.problema?.detail).toMatch('#/parametros/dias');
  expect(given).toBe(false);
});

test('when the database goes away the run is not lost, and not failed: it is begun again', async () => {
  const run = await waiting();
  const given = await perform(run, async () => {
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  });
  expect(given.estado).toBe('en_cola');
  expect(await perform(run, async () => ({}))).toMatchObject({ estado: 'completada', intentos: 2 });
});

/** As if the worker had given no sign of life since. */
const vanish = async ({ id }: Ejecucion) => {
  await stack.pool.query(`UPDATE ejecuciones SET arriendo_hasta = now() - interval '1 s' WHERE id = $1`, [
    id,
  ]);
  return stack.get(RunLedger).recover();
};

test('who lost a run is told to stop, and writes nothing over what its successor writes', async () => {
  const run = await waiting();
  let lost: unknown;
  const late = await perform(run, async (context) => {
    await vanish(run);
    expect(await perform(run, async () => ({ de: 'el segundo' }))).toMatchObject({ estado: 'completada' });
    await new Promise<void>((resolve) => context.signal.addEventListener('abort', () => resolve()));
    lost = context.signal.reason;
    context.log('nadie lo lee');
    return { de: 'el primero' };
  });
  expect(lost).toMatchObject({ reason: 'arriendo-perdido' });
  expect(late).toMatchObject({ intentos: 2, resultado: { de: 'el segundo' } });
});

test('a run that brings down one worker after the other is given up; a checkpoint is a fresh start', async () => {
  const run = await waiting();
  const ledger = stack.get(RunLedger);
  const claim = () => ledger.claim(run.id, jobTypes(), 'quien-sea');
  const lose = async () => {
    const claimed = await claim();
    const [lost] = await vanish(run);
    return { claimed, estado: lost?.estado };
  };
  expect((await lose()).estado).toBe('en_cola');
  expect((await lose()).estado).toBe('en_cola');
  const claimed = await claim();
  await ledger.beat(claimed!, { lines: [], checkpoint: 1 });
  expect((await vanish(run))[0]?.estado).toBe('en_cola');
  expect((await lose()).estado).toBe('en_cola');
  expect((await lose()).estado).toBe('fallida');
  expect((await jobs.get(run)).problema).toMatchObject({ type: '/problemas/worker-perdido' });
});

test('one that was asked to stop when its worker vanished has stopped', async () => {
  const run = await waiting();
  await stack.get(RunLedger).claim(run.id, jobTypes(), 'quien-sea');
  await stack.http.post(`/v1/ejecuciones/${run.id}/cancelacion`, undefined);
  expect(await vanish(run)).toMatchObject([{ estado: 'cancelada' }]);
  expect((await jobs.get(run)).terminadaEn).not.toBeNull();
});
