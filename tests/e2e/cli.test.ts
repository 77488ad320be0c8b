import { randomUUID } from 'node:crypto';
import { block, expiredReceipts } from '../support/blocker.js';
import { Jobs } from '../support/jobs.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';
import { call, trazo as callTrazo } from '../support/trazo.js';

const UNKNOWN = '019aaaaa-0000-7000-8000-000000000000';

let stack: Stack;
let jobs: Jobs;
beforeAll(async () => {
  stack = await startStack({ env: { TRAZO_ESPERA_ENVIO_HORAS: '0' } });
  jobs = new Jobs(stack.http);
  await stack.http.post(`/v1/programaciones/${(await jobs.seeded('limpieza')).id}/pausa`, undefined);
});
afterAll(() => stack.close());

const trazo = (...args: string[]) => callTrazo(stack.http.url, ...args);
const json = async (...args: string[]) => {
  const { code, out, err } = await trazo(...args, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
};

test('jobs ls: a table for people, JSON for scripts', async () => {
  const { code, out } = await trazo('jobs', 'ls');
  expect(code).toBe(0);
  expect(out.split('\n')[0]).toMatch(/^nombre +tipo +cuando +proxima/);
  expect(out).toMatch(/^limpieza +limpieza +\*\/10 \* \* \* \* America\/Lima +en pausa/m);
  const all = await json('jobs', 'ls');
  expect(all.map(({ nombre }: { nombre: string }) => nombre)).toContain('refresco');
});

test('a run by hand, dry and then followed to its result', async () => {
  await expiredReceipts(stack.pool, 1_500);
  const dry = await trazo('jobs', 'run', 'limpieza', '--simulacro', '-f');
  expect(dry).toMatchObject({ code: 0, err: 'completada (simulacro)\n' });
  expect(JSON.parse(dry.out)).toEqual({ recibosYClaves: 1_500, ejecuciones: 0 });
  const events = await trazo('jobs', 'run', 'limpieza', '-p', 'ejecucionesDias=3650', '-f', '--json');
  expect(events.code).toBe(0);
  const heard = events.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(heard.at(-1)).toEqual({ evento: 'fin', estado: 'completada' });
  expect(heard.at(-2)).toMatchObject({
    parametros: { ejecucionesDias: 3_650 },
    resultado: { recibosYClaves: 1_500 },
  });
  const [last] = await json('jobs', 'runs', 'limpieza', '-n', '1');
  expect(await json('jobs', 'show', 'limpieza')).toEqual(last);
  expect((await trazo('jobs', 'runs')).out).toMatch(/limpieza +completada +manual/);
});

test('a run that is cancelled while it is followed ends with 1; it can be tried again', async () => {
  await expiredReceipts(stack.pool, 2_500);
  const release = await block(stack.pool, 'tandas');
  const run = await json('jobs', 'run', 'limpieza');
  const followed = trazo('jobs', 'logs', '-f', run.id);
  await jobs.reaches(run, 'en_curso');
  expect(await trazo('jobs', 'cancel', 'limpieza')).toMatchObject({
    code: 0,
    out: `${run.id}: se detendrá\n`,
  });
  await poll('the worker to have heard of it', async () => {
    const { rows } = await stack.pool.query(
      `SELECT FROM ejecuciones WHERE id = $1 AND arriendo_hasta - interval '20 s' > cancelacion_en`,
      [run.id],
    );
    return rows.length > 0;
  });
  await release();
  expect(await followed).toMatchObject({ code: 1, err: 'cancelada\n' });
  expect(await trazo('jobs', 'retry', run.id, '-f')).toMatchObject({ code: 0, err: 'completada\n' });
  const again = await trazo('jobs', 'retry', 'limpieza');
  expect(again).toMatchObject({ code: 3, err: expect.stringMatching('no se puede reintentar') });
});

test('pause and resume, by name, type, id or the end of it', async () => {
  const { id } = await jobs.seeded('refresco');
  expect((await trazo('jobs', 'pause', 'refresco')).out).toBe('refresco: en pausa\n');
  expect((await json('programaciones', 'show', id)).pausada).toBe(true);
  expect((await trazo('jobs', 'resume', id.slice(-6))).out).toMatch(/^refresco: corre dentro de/);
  expect(await trazo('jobs', 'pause', 'nada')).toMatchObject({ code: 3, out: '' });
});

test('logs: what a run wrote', async () => {
  await trazo('jobs', 'run', 'reconstruccion', '-f');
  const { code, out } = await trazo('jobs', 'logs', 'reconstruccion');
  expect(code).toBe(0);
  expect(out).toMatch(/^\d{4}-\d\d-\d\dT.*Z {2}Se reconstruye envios_detalle/);
});

test('a programación from creation to removal, and what is due when', async () => {
  const rules = [
    '--cron',
    '0 0 * * *',
    '--zona',
    'America/Santiago',
    '--ventana',
    'PT12H',
    '--tiempo-limite',
    'PT2H',
  ];
  const created = await json(
    'programaciones',
    'create',
    'limpieza',
    '--nombre',
    'noche',
    ...rules,
    '--pausada',
  );
  expect(created).toMatchObject({
    nombre: 'noche',
    ventanaRecuperacion: 'PT12H',
    tiempoLimite: 'PT2H',
    pausada: true,
  });
  expect((await trazo('programaciones', 'ls')).out).toMatch(
    /^noche +limpieza +0 0 \* \* \* America\/Santiago/m,
  );
  const next = await trazo('programaciones', 'next', 'noche', '--desde', '2026-09-05T12:00:00Z');
  expect(next.out.split('\n')[1]).toMatch(/^2026-09-06T01:00:00-03:00 {2}2026-09-06T04:00:00\.000Z/);
  const edited = await json('programaciones', 'edit', 'noche', '--cada', 'PT6H', '--solapamiento', 'encolar');
  expect(edited).toMatchObject({
    cron: null,
    cada: 'PT6H',
    solapamiento: 'encolar',
    ventanaRecuperacion: 'PT12H',
  });
  expect(await trazo('programaciones', 'rm', 'noche')).toMatchObject({ code: 0, out: 'noche: eliminada\n' });
  expect((await trazo('programaciones', 'show', 'noche')).code).toBe(3);
  expect((await trazo('programaciones', 'tipos')).out).toMatch(/^reconstruccion +modelo: envios_detalle/m);
});

test('colas and envio', async () => {
  expect((await trazo('colas')).out).toMatch(/^ejecuciones +\d+ /m);
  expect((await json('colas')).map(({ nombre }: { nombre: string }) => nombre)).toContain('trazas');
  const { codigo } = await stack.given.envio();
  await stack.given.applied([stack.given.traza(codigo, { tipo: 'entregado', lugar: 'Cusco' })]);
  const { code, out } = await trazo('envio', codigo.toLowerCase());
  expect(code).toBe(0);
  expect(out).toMatch(/^estado +entregado$/m);
  expect(out).toMatch(/Z {2}entregado +- +Cusco$/m);
  expect(await json('envio', codigo)).toEqual(await stack.given.detalle(codigo));
});

test('rechazos: listed, tried again, and the exit code says what is left', async () => {
  const traza = stack.given.traza('TY999999995PE');
  await stack.given.applied([traza]);
  const [rechazo] = await json('rechazos', 'ls', '--codigo', 'TY999999995PE');
  expect(rechazo).toMatchObject({ razon: 'envio-desconocido', idEvento: traza['idEvento'] });
  const again = await trazo('rechazos', 'reprocesar', '--codigo', 'TY999999995PE');
  expect(again).toMatchObject({ code: 1, out: expect.stringMatching(/^rechazadas +1$/m) });
  expect((await trazo('rechazos', 'reprocesar', rechazo.id)).code).toBe(1);
  expect((await trazo('rechazos', 'reprocesar', '--codigo', 'TZ000000005PE')).code).toBe(0);
});

test('finding 18: codigos: reserved, listed, shown with what is left', async () => {
  const { code, out } = await trazo('codigos', 'reservar', '3', '--expira', '2150-01-01T00:00:00Z');
  const codigos = out.trim().split('\n');
  expect([code, codigos.length]).toEqual([0, 3]);
  const [bloque] = await json('codigos', 'ls');
  expect(bloque).toMatchObject({ cantidad: 3, expiraEn: '2150-01-01T00:00:00.000Z' });
  await stack.given.envio({ codigo: codigos[0] });
  expect((await trazo('codigos', 'show', bloque.id)).out).toMatch(`${codigos[0]} (usado)`);
  const free = await trazo('codigos', 'show', bloque.id, '--libres');
  expect(free.out.trim().split('\n')).toEqual(codigos.slice(1));
  expect((await trazo('codigos', 'reservar', '0')).code).toBe(2);
});

test('what the API says is said, in the language asked for; the exit code is for scripts', async () => {
  const wrong = ['programaciones', 'create', 'limpieza', '--cron', '0 0 30 2 *'];
  expect(await trazo(...wrong)).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(
      /^trazo: La solicitud no es válida.*\n {2}#\/cron: Esta expresión cron no se cumple nunca/,
    ),
  });
  expect((await trazo(...wrong, '--idioma', 'en')).err).toMatch('#/cron: This cron expression never fires');
  const document = await trazo('jobs', 'show', UNKNOWN, '--json');
  expect(document).toMatchObject({ code: 3, out: '' });
  expect(JSON.parse(document.err)).toMatchObject({ type: '/problemas/recurso-desconocido', status: 404 });
  const usage = [
    ['jbs'],
    ['jobs', 'run'],
    ['jobs', 'ls', '--nada'],
    ['jobs', 'run', 'limpieza', '-p', 'x'],
    [],
  ];
  for (const args of usage) expect({ args, code: (await trazo(...args)).code }).toEqual({ args, code: 2 });
  const nobody = await callTrazo('http://127.0.0.1:9', 'colas');
  expect(nobody).toMatchObject({
    code: 4,
    err: expect.stringMatching('No se pudo conectar con http://127.0.0.1:9'),
  });
  const help = await trazo('jobs', 'run', '--help');
  expect(help).toMatchObject({ code: 0, err: '' });
  expect((await trazo('--help')).out).toMatch(/Ejemplos:[\s\S]*130 con Ctrl-C/);
});

describe('completion', () => {
  const complete = async (...words: string[]) =>
    (await trazo('__complete', '--', ...words)).out.trim().split('\n');

  test('knows orders, options, and what there is to choose from', async () => {
    expect(await complete('jo')).toEqual(['jobs']);
    expect(await complete('jobs', 'r')).toEqual(['runs', 'run', 'resume', 'retry']);
    expect(await complete('jobs', 'run', 'limpieza', '--s')).toEqual(['--simulacro']);
    expect(await complete('jobs', 'logs', '-f', 'refr')).toEqual(['refresco']);
    expect(await complete('completion', '')).toEqual(['bash', 'zsh']);
  });

  test('bash itself completes', async () => {
    const script = `
      trazo() { "${process.execPath}" cli/main.mjs "$@"; }
      source <(trazo completion bash)
      COMP_WORDS=(trazo jobs pau); COMP_CWORD=2; _trazo
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    const said = await call('bash', ['-c', script], { env: { TRAZO_URL: stack.http.url } });
    expect(said).toEqual({ code: 0, out: 'pause\n', err: '' });
  });

  test('zsh gets a script of its own', async () => {
    expect((await trazo('completion', 'zsh')).out).toMatch(/^#compdef trazo\n/);
  });
});

test('a code that no envío has, and one that is none', async () => {
  expect((await trazo('envio', 'TY999999995PE')).code).toBe(3);
  expect((await trazo('envio', randomUUID())).code).toBe(2);
});
