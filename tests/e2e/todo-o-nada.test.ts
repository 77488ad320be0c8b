import { CommandBus } from '@nestjs/cqrs';
import type { EpcisCaptureJob } from '../../src/modules/epcis/capture-job.dto.js';
import type { Captura, Recibo } from '../../src/modules/trazas/captura.dto.js';
import type { PaginaRechazos } from '../../src/modules/trazas/rechazo.dto.js';
import { monthOfText } from '../../src/platform/database/month.js';
import { ArchiveMonthCommand } from '../../src/commands/archivo/archive-month.command.js';
import { answersAs } from '../support/api-description.js';
import { epcisDocument, shippingEvent } from '../support/epcis.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ env: { TRAZO_ARCHIVO_GRACIA_DIAS: '0' } })));
afterAll(() => stack.close());

const WHOLE = { 'trazo-captura': 'todo-o-nada' };
/** Of the right form, and nobody’s. */
const STRANGE = 'TZ000000005PE';

async function capture(trazas: readonly object[]): Promise<string> {
  const { status, body } = await stack.http.post<Captura>('/v1/trazas', trazas, WHOLE);
  expect([status, body.aceptadas]).toEqual([202, trazas.length]);
  return body.capturaId;
}
const settled = async (trazas: readonly object[]) => stack.given.settled(await capture(trazas));
const problemsOf = ({ eventos }: Recibo) => eventos.map(({ problema }) => problema);
const total = async (codigo: string) => (await stack.given.detalle(codigo)).totalTrazas;

test('finding 9: of a todo-o-nada with a code that nobody has, nothing is stored, and the receipt says why', async () => {
  const [a, b] = await stack.given.envios(2);
  const traza = (codigo: string) => stack.given.traza(codigo);
  const recibo = await settled([traza(a!.codigo), traza(STRANGE), traza(b!.codigo)]);
  expect(recibo).toMatchObject({ estado: 'completa', aplicadas: 0, rechazadas: 3, anuladaPor: 1 });
  expect(problemsOf(recibo)).toEqual(['captura-anulada', 'envio-desconocido', 'captura-anulada']);
  expect([await total(a!.codigo), await total(b!.codigo)]).toEqual([0, 0]);
  const { body } = await stack.http.get<PaginaRechazos>('/v1/rechazos?razon=captura-anulada');
  expect(body.datos.map(({ indice, detalle }) => [indice, detalle]).sort()).toEqual([
    [0, '#/1: envio-desconocido'],
    [2, '#/1: envio-desconocido'],
  ]);
  (await answersAs(stack.http))('Recibo', recibo);
});

test('finding 9: nothing of it waits: a code that is reserved and has no envío refuses all of it at once', async () => {
  const { codigo } = await stack.given.envio();
  const [reserved] = (await stack.given.codigos(1)) as [string];
  const recibo = await settled([stack.given.traza(reserved), stack.given.traza(codigo)]);
  expect(problemsOf(recibo)).toEqual(['envio-desconocido', 'captura-anulada']);
  await stack.given.envio({ codigo: reserved });
  expect([await total(codigo), await total(reserved)]).toEqual([0, 0]);
});

test('finding 9: whatever PostgreSQL refuses refuses all of it', async () => {
  const envios = await stack.given.envios(3);
  await stack.pool.query(
    `ALTER TABLE trazas ADD CONSTRAINT de_prueba CHECK (lugar <> 'imposible') NOT VALID`,
  );
  const recibo = await settled(
    envios.map(({ codigo }, index) => stack.given.traza(codigo, index === 2 ? { lugar: 'imposible' } : {})),
  );
  await stack.pool.query('ALTER TABLE trazas DROP CONSTRAINT de_prueba');
  expect(problemsOf(recibo)).toEqual(['captura-anulada', 'captura-anulada', 'dato-imposible']);
  expect(await Promise.all(envios.map(({ codigo }) => total(codigo)))).toEqual([0, 0, 0]);
});

test('finding 9: what is good is stored, and what was stored already is a duplicate', async () => {
  const { codigo } = await stack.given.envio();
  const [first, second] = [stack.given.traza(codigo), stack.given.traza(codigo)];
  await stack.given.applied([first]);
  const recibo = await settled([first, second, { ...first, tipo: 'nota' }]);
  expect(recibo).toMatchObject({ aplicadas: 1, duplicadas: 2, rechazadas: 0 });
  expect(recibo).not.toHaveProperty('anuladaPor');
  expect(recibo.eventos[2]).toMatchObject({ contenidoDistinto: true });
});

test('finding 9: a thousand of them, and a thousand with one that is nobody’s', async () => {
  const envios = await stack.given.envios(100);
  const trazas = Array.from({ length: 1_000 }, (_, index) => stack.given.traza(envios[index % 100]!.codigo));
  const bad = trazas.with(777, stack.given.traza(STRANGE));
  expect(await settled(bad)).toMatchObject({ aplicadas: 0, rechazadas: 1_000, anuladaPor: 777 });
  expect(await settled(trazas)).toMatchObject({ aplicadas: 1_000, rechazadas: 0 });
});

test('finding 9: many beside each other, over the same envíos, each whole or not at all', async () => {
  const envios = await stack.given.envios(10);
  const captures = Array.from({ length: 40 }, (_, n) => {
    const good = envios.map(({ codigo }) => stack.given.traza(codigo));
    const turned = [...good.slice(n % 10), ...good.slice(0, n % 10)];
    return n % 2 === 0 ? turned : turned.with(n % 10, stack.given.traza(STRANGE));
  });
  const recibos = await Promise.all(captures.map((trazas) => settled(trazas)));
  expect(recibos.map(({ aplicadas }) => aplicadas)).toEqual(captures.map((_, n) => (n % 2 === 0 ? 10 : 0)));
  expect(await Promise.all(envios.map(({ codigo }) => total(codigo)))).toEqual(envios.map(() => 20));
});

test('finding 9: a worker that is cut off in the middle leaves nothing, and another try stores all', async () => {
  const envios = await stack.given.envios(3);
  const holder = await stack.pool.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM codigos_envio WHERE codigo = $1 FOR UPDATE', [envios[2]!.codigo]);
  const id = await capture(envios.map(({ codigo }) => stack.given.traza(codigo)));
  const pid = await poll('the worker to wait for the last envío', async () => {
    const { rows } = await stack.pool.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows[0]?.pid;
  });
  await stack.pool.query('SELECT pg_terminate_backend($1)', [pid]);
  await holder.query('COMMIT');
  holder.release();
  expect(await stack.given.settled(id)).toMatchObject({ aplicadas: 3, rechazadas: 0 });
});

test('finding 9: an archived envío comes back for it, unless something else refuses it', async () => {
  const creadoEn = '2020-03-10T15:00:00.000Z';
  const [archived, other] = await stack.given.envios(2, { creadoEn });
  await stack.given.applied(
    [archived, other].map((envio) =>
      stack.given.traza(envio!.codigo, { tipo: 'entregado', ocurridoEn: '2020-03-12T10:00:00.000Z' }),
    ),
  );
  await stack.get(CommandBus).execute(new ArchiveMonthCommand(monthOfText('2020-03')));
  const { codigo } = await stack.given.envio();
  const nota = (of: string) => stack.given.traza(of, { tipo: 'nota' });
  expect(await settled([nota(archived!.codigo), nota(codigo)])).toMatchObject({ aplicadas: 2 });
  expect(await stack.given.detalle(archived!.codigo)).toMatchObject({ totalTrazas: 2, fuente: 'delta' });
  expect(problemsOf(await settled([nota(other!.codigo), nota(STRANGE)]))).toEqual([
    'captura-anulada',
    'envio-desconocido',
  ]);
  expect((await stack.given.detalle(other!.codigo)).fuente).toBe('archivo');
});

test('finding 9: rollback of EPCIS is the same, however many trazas the document makes', async () => {
  const envios = await stack.given.envios(1_000, { creadoEn: '2026-11-20T09:00:00Z' });
  const codigos = envios.map(({ codigo }) => codigo);
  const document = epcisDocument([
    shippingEvent(codigos),
    shippingEvent(codigos.slice(0, 500), { eventID: undefined, bizStep: 'departing' }),
  ]);
  // One whose trazas PostgreSQL refuses: the door cannot know.
  await stack.pool.query(`
    ALTER TABLE trazas ADD CONSTRAINT de_prueba CHECK (envio_id <> '${envios[499]!.id}') NOT VALID`);
  const run = async () => {
    const { status, headers } = await stack.http.post('/epcis/v2/capture', document);
    expect(status).toBe(202);
    return poll(
      'the job to end',
      async () => {
        const { body } = await stack.http.get<EpcisCaptureJob>(headers.get('location') ?? '');
        return !body.running && body;
      },
      60_000,
    );
  };
  const refused = await run();
  expect(refused).toMatchObject({ success: false, errors: [{ eventIndex: 0 }, { eventIndex: 1 }] });
  expect(refused.errors.flatMap(({ errors }) => errors.map(({ pointer, code }) => [pointer, code]))).toEqual([
    ['#/epcisBody/eventList/0/epcList/499', 'no-se-puede-guardar'],
    ['#/epcisBody/eventList/1/epcList/499', 'no-se-puede-guardar'],
  ]);
  const stored = async () =>
    (await stack.pool.query('SELECT FROM trazas WHERE envio_id = ANY ($1)', [envios.map(({ id }) => id)]))
      .rowCount;
  expect(await stored()).toBe(0);
  await stack.pool.query('ALTER TABLE trazas DROP CONSTRAINT de_prueba');
  expect(await run()).toMatchObject({ success: true, errors: [] });
  expect(await stored()).toBe(1_500);
}, 120_000);

test('finding 9: rollback of EPCIS refuses a code that is reserved and has no envío', async () => {
  const { codigo } = await stack.given.envio({ creadoEn: '2026-11-20T09:00:00Z' });
  const [reserved] = (await stack.given.codigos(1)) as [string];
  const answer = await stack.http.post(
    '/epcis/v2/capture',
    epcisDocument([shippingEvent([codigo, reserved])]),
  );
  expect(answer).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/epcisBody/eventList/0/epcList/1', code: 'no-existe' }] },
  });
  expect(await total(codigo)).toBe(0);
});
