import type { Ejecucion } from '../../src/modules/programaciones/ejecucion.dto.js';
import type { Programacion } from '../../src/modules/programaciones/programacion.dto.js';
import { block } from '../support/blocker.js';
import { Jobs } from '../support/jobs.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let jobs: Jobs;
beforeAll(async () => {
  stack = await startStack();
  jobs = new Jobs(stack.http);
});
afterAll(() => stack.close());

/** Rebuilds the read models every second: each run leaves a row, and stands still while `codigos_envio` is blocked. */
const everySecond = (solapamiento: string) =>
  jobs.programacion({ tipo: 'reconstruccion', cron: undefined, cada: 'PT1S', solapamiento });
const read = async ({ id }: Programacion) =>
  (await stack.http.get<Programacion>(`/v1/programaciones/${id}`)).body;
const pause = ({ id }: Programacion) => stack.http.post(`/v1/programaciones/${id}/pausa`, undefined);
const ended = (programacion: Programacion) =>
  poll('every run to have ended', async () => {
    const runs = await jobs.runs(programacion);
    return runs.every(({ terminadaEn }) => terminadaEn) && runs.toReversed();
  });
const states = (runs: Ejecucion[]) => [...new Set(runs.map(({ estado }) => estado))];
const firstUnderWay = (programacion: Programacion) =>
  poll('the first run to be under way', async () =>
    (await jobs.runs(programacion)).find(({ estado }) => estado === 'en_curso'),
  );

test('omitir: while one is open the others are left out, and counted', async () => {
  const release = await block(stack.pool, 'codigos_envio');
  const programacion = await everySecond('omitir');
  const first = await firstUnderWay(programacion);
  const omitted = await poll('two to be left out', async () => {
    const now = await read(programacion);
    return now.omitidas >= 2 && now;
  });
  expect(omitted.omitidaEn).not.toBeNull();
  expect((await jobs.runs(programacion)).map(({ id }) => id)).toEqual([first.id]);
  await pause(programacion);
  await release();
  expect(states(await ended(programacion))).toEqual(['completada']);
});

test('encolar: they wait, and run one after the other in their order', async () => {
  const release = await block(stack.pool, 'codigos_envio');
  const programacion = await everySecond('encolar');
  await poll('three to be open', async () => (await jobs.runs(programacion)).length >= 3);
  await pause(programacion);
  expect((await jobs.runs(programacion)).filter(({ estado }) => estado === 'en_curso')).toHaveLength(1);
  await release();
  const runs = await ended(programacion);
  expect(states(runs)).toEqual(['completada']);
  for (const [index, run] of runs.entries()) {
    const before = runs[index - 1];
    if (!before) continue;
    expect(Date.parse(run.previstaEn!)).toBeGreaterThan(Date.parse(before.previstaEn!));
    expect(Date.parse(run.iniciadaEn!)).toBeGreaterThanOrEqual(Date.parse(before.terminadaEn!));
  }
  expect((await read(programacion)).omitidas).toBe(0);
});

test('cancelar-anterior: the newest runs, those before it are cancelled', async () => {
  const release = await block(stack.pool, 'codigos_envio');
  const programacion = await everySecond('cancelar-anterior');
  const first = await firstUnderWay(programacion);
  await poll('three to have been begun', async () => (await jobs.runs(programacion)).length >= 3);
  await pause(programacion);
  expect(await jobs.get(first)).toMatchObject({ estado: 'en_curso', canceladaPor: 'solapamiento' });
  await poll('the worker to have heard of it', async () => {
    const { rows } = await stack.pool.query(
      `SELECT FROM ejecuciones WHERE id = $1 AND arriendo_hasta - interval '20 s' > cancelacion_en`,
      [first.id],
    );
    return rows.length > 0;
  });
  await release();
  const runs = await ended(programacion);
  expect(runs.map(({ estado }) => estado)).toEqual([
    ...Array(runs.length - 1).fill('cancelada'),
    'completada',
  ]);
});

test('paused: the clock begins nothing, somebody can; resumed it goes on from then', async () => {
  const programacion = await everySecond('omitir');
  await poll('a run', async () => (await jobs.runs(programacion)).length > 0);
  const paused = await pause(programacion);
  expect(paused.body).toMatchObject({ pausada: true, proximaEn: null });
  const before = await ended(programacion);
  const byHand = await jobs.reaches(await jobs.start(programacion), 'completada');
  const other = await everySecond('omitir');
  await poll('the clock to have gone on for two seconds', async () => (await jobs.runs(other)).length > 2);
  await pause(other);
  expect((await jobs.runs(programacion)).toReversed()).toEqual([...before, byHand]);
  const resumedAt = Date.now();
  const resumed = await stack.http.delete<Programacion>(`/v1/programaciones/${programacion.id}/pausa`);
  expect(resumed.body).toMatchObject({ pausada: false });
  const next = await poll('a run by the clock', async () =>
    (await jobs.runs(programacion, '&origen=programada')).find(
      ({ id }) => !before.some((run) => run.id === id),
    ),
  );
  expect(Date.parse(next.previstaEn!)).toBeGreaterThan(resumedAt - 1);
  await pause(programacion);
  await ended(programacion);
});

describe('fire times that were missed while all was down', () => {
  /** Runs daily; the last time was three hours ago, and nobody has been there for three days. */
  const missed = async (ventanaRecuperacion: string) => {
    const at = new Date(Date.now() - 3 * 3_600_000);
    at.setUTCSeconds(0, 0);
    const cron = `${at.getUTCMinutes()} ${at.getUTCHours()} * * *`;
    const programacion = await jobs.programacion({
      tipo: 'reconstruccion',
      cron,
      zona: 'UTC',
      solapamiento: 'encolar',
      ventanaRecuperacion,
    });
    await stack.pool.query(
      `UPDATE programaciones SET proxima_en = $2::timestamptz - interval '3 days' WHERE id = $1`,
      [programacion.id, at],
    );
    return { programacion, at: at.toISOString() };
  };

  test('run once if they still count, and not at all if they do not', async () => {
    await stack.stopWorker();
    const wide = await missed('PT6H');
    const narrow = await missed('PT2H');
    await stack.startWorker();
    const next = (at: string) => new Date(Date.parse(at) + 86_400_000).toISOString();
    for (const { programacion, at } of [wide, narrow])
      await poll('the clock to have gone on', async () => (await read(programacion)).proximaEn === next(at));
    expect(await ended(wide.programacion)).toMatchObject([{ previstaEn: wide.at, estado: 'completada' }]);
    expect(await ended(narrow.programacion)).toEqual([]);
  });
});

test('a run that found nothing to do leaves no row, but when it was', async () => {
  const programacion = await jobs.programacion({
    tipo: 'apertura-de-periodos',
    cron: undefined,
    cada: 'PT1S',
  });
  await poll('a run to have found nothing', async () => (await read(programacion)).sinTrabajoEn);
  await pause(programacion);
  expect(await ended(programacion)).toEqual([]);
});

test('jitter: a run begins later than its time, by its share of it', async () => {
  const programacion = await jobs.programacion({
    tipo: 'reconstruccion',
    cron: undefined,
    cada: 'PT1S',
    dispersion: 'PT1H',
  });
  const [run] = await poll('a run', async () => {
    const runs = await jobs.runs(programacion);
    return runs.length > 0 && runs;
  });
  await pause(programacion);
  const { rows } = await stack.pool.query<{ late: boolean }>(
    `SELECT disponible_en - prevista_en BETWEEN '0 s' AND '61 min' AND disponible_en > prevista_en AS late
     FROM ejecuciones WHERE id = $1`,
    [run!.id],
  );
  expect(rows).toEqual([{ late: true }]);
  expect((await stack.http.post<Ejecucion>(`/v1/ejecuciones/${run!.id}/cancelacion`, undefined)).status).toBe(
    202,
  );
});
