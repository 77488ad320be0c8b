import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { HOUSE_NAME } from '../../tools/runtime/house-key.js';
import { StoreTandaCommand } from '../../src/commands/trazas/store-tanda.command.js';
import { capturaIdOf } from '../../src/modules/trazas/captura-id.js';
import type { Recibo } from '../../src/modules/trazas/captura.dto.js';
import type { TrazaPosted } from '../../src/modules/trazas/domain/tanda.js';
import type { PaginaRechazos, Rechazo, Reproceso } from '../../src/modules/trazas/rechazo.dto.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import { answersAs } from '../support/api-description.js';
import { type Stack, startStack } from '../support/stack.js';

const FAULT = `ALTER TABLE trazas ADD CONSTRAINT de_prueba CHECK (lugar <> 'imposible') NOT VALID`;
const MEND = 'ALTER TABLE trazas DROP CONSTRAINT de_prueba';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ worker: false })));
afterAll(() => stack.close());
// The fault that makes trazas impossible to store; a test mends it.
beforeEach(() => stack.pool.query(FAULT));
afterEach(() => stack.pool.query(MEND.replace('CONSTRAINT', 'CONSTRAINT IF EXISTS')));

const list = async (query: string) => (await stack.http.get<PaginaRechazos>(`/v1/rechazos?${query}`)).body;
const reprocess = (id: string) => stack.http.post<Rechazo>(`/v1/rechazos/${id}/reproceso`, undefined);
const reprocessAll = async (filter: object) =>
  (await stack.http.post<Reproceso>('/v1/rechazos/reproceso', filter)).body;

/** Rejected trazas of one tanda, one an envío, and how to read their receipt. */
async function rejected(count: number, fields: Partial<TrazaPosted> = {}) {
  const envios = await stack.given.envios(count);
  const recibidaEn = new Date(Date.now() - 7_200_000).toISOString();
  const trazas = envios.map(
    ({ codigo }) => stack.given.traza(codigo, { lugar: 'imposible', ...fields }) as unknown as TrazaPosted,
  );
  const tanda = { id: uuidV7(), sal: 7, recibidaEn, trazas };
  await stack.get(CommandBus).execute(new StoreTandaCommand(tanda));
  const capturaId = capturaIdOf({ tandaId: tanda.id, from: 0, count }, tanda.sal);
  const receipt = async () => (await stack.http.get<Recibo>(`/v1/capturas/${capturaId}`)).body;
  const { rows } = await stack.pool.query<{ id: string }>(
    'SELECT id FROM rechazos WHERE tanda_id = $1 ORDER BY indice',
    [tanda.id],
  );
  expect(rows).toHaveLength(count);
  return { ids: rows.map(({ id }) => id), trazas, recibidaEn, receipt, codigo: envios[0]!.codigo };
}

test('a dead letter shows all there is to know of it, as the description says', async () => {
  const dispositivoId = randomUUID();
  const { ids, trazas, recibidaEn, codigo } = await rejected(1, { dispositivoId });
  const { body } = await stack.http.get<Rechazo>(`/v1/rechazos/${ids[0]}`);
  expect(body).toMatchObject({
    estado: 'abierto',
    razon: 'dato-imposible',
    detalle: expect.stringContaining('de_prueba'),
    codigo,
    dispositivoId,
    indice: 0,
    recibidaEn,
    cuerpo: trazas[0],
    intentos: 0,
    resueltoEn: null,
  });
  const check = await answersAs(stack.http);
  check('Rechazo', body);
  check('PaginaRechazos', await list('limit=1'));
});

test.each(['+16:00', '-23:59'])(
  'finding 9: a dead letter of an earlier version, whose time has the offset %s, is stored',
  async (offset) => {
    const moment = `2026-11-20T10:00:00${offset}`;
    const { ids, codigo } = await rejected(1);
    await stack.pool.query(
      `UPDATE rechazos SET cuerpo = jsonb_set(cuerpo::jsonb, '{ocurridoEn}', to_jsonb($2::text))::text WHERE id = ANY ($1)`,
      [ids, moment],
    );
    await stack.pool.query(MEND);
    expect((await reprocess(ids[0]!)).body).toMatchObject({
      estado: 'reprocesado',
      resueltoMotivo: 'aplicada',
    });
    expect(await stack.given.detalle(codigo)).toMatchObject({
      historial: [{ ocurridoEn: new Date(Date.parse(moment)).toISOString() }],
    });
  },
);

test('while the fault lasts it stays open, with every try; when it is mended it is stored as it was received', async () => {
  const { ids, receipt, codigo, recibidaEn, trazas } = await rejected(2);
  const first = await reprocess(ids[0]!);
  expect(first).toMatchObject({
    status: 200,
    body: { estado: 'abierto', intentos: 1, razon: 'dato-imposible', resueltoEn: null },
  });
  expect(await receipt()).toMatchObject({ rechazadas: 2 });
  await stack.pool.query(MEND);
  const second = await reprocess(ids[0]!);
  expect(second.body).toMatchObject({
    estado: 'reprocesado',
    intentos: 2,
    resueltoMotivo: 'aplicada',
    resueltoPor: HOUSE_NAME,
  });
  expect((await reprocess(ids[0]!)).body).toEqual(second.body);
  expect(await receipt()).toMatchObject({
    aplicadas: 1,
    rechazadas: 1,
    eventos: [
      { resultado: 'aplicada', problema: null },
      { resultado: 'rechazada', problema: 'dato-imposible' },
    ],
  });
  expect(await stack.given.detalle(codigo)).toMatchObject({
    totalTrazas: 1,
    historial: [{ idEvento: trazas[0]!.idEvento, recibidoEn: recibidaEn, lugar: 'imposible' }],
  });
});

test('one that was stored meanwhile is a duplicate', async () => {
  const { ids, trazas, receipt } = await rejected(1);
  await stack.pool.query(MEND);
  const again = { id: uuidV7(), sal: 1, recibidaEn: new Date().toISOString(), trazas };
  await stack.get(CommandBus).execute(new StoreTandaCommand(again));
  expect((await reprocess(ids[0]!)).body).toMatchObject({
    estado: 'reprocesado',
    resueltoMotivo: 'duplicada',
  });
  expect(await receipt()).toMatchObject({ duplicadas: 1, rechazadas: 0 });
});

test('at the same moment it is stored once', async () => {
  const { ids, codigo } = await rejected(1);
  await stack.pool.query(MEND);
  const answers = await Promise.all([1, 2, 3, 4].map(() => reprocess(ids[0]!)));
  expect(answers.map(({ body }) => body.intentos)).toEqual([1, 1, 1, 1]);
  expect((await stack.given.detalle(codigo)).totalTrazas).toBe(1);
});

test('many by a filter, beside each other, each once; a second time there is nothing to do', async () => {
  const since = { desde: new Date().toISOString() };
  const { receipt } = await rejected(60);
  const other = await rejected(1);
  await stack.pool.query(MEND);
  const filter = { razon: 'dato-imposible', codigo: other.codigo };
  expect(await reprocessAll(filter)).toEqual({ intentados: 1, aplicadas: 1, duplicadas: 0, rechazadas: 0 });
  expect(await receipt()).toMatchObject({ rechazadas: 60 });
  const answers = await Promise.all([1, 2, 3].map(() => reprocessAll(since)));
  const sum = (of: keyof Reproceso) => answers.reduce((total, answer) => total + answer[of], 0);
  expect([sum('aplicadas'), sum('duplicadas'), sum('rechazadas')]).toEqual([60, 0, 0]);
  expect(await reprocessAll(since)).toEqual({ intentados: 0, aplicadas: 0, duplicadas: 0, rechazadas: 0 });
  expect(await receipt()).toMatchObject({ aplicadas: 60 });
  (await answersAs(stack.http))('Reproceso', await reprocessAll(since));
});

test('no more than a thousand a call, those first that were not tried for longest', async () => {
  await rejected(1_000);
  const { codigo } = await rejected(5);
  const mark = (await list('limit=5')).datos;
  const since = { razon: 'dato-imposible' };
  expect(await reprocessAll(since)).toMatchObject({ intentados: 1_000, rechazadas: 1_000 });
  await reprocessAll({ codigo });
  await stack.pool.query(MEND);
  const rest = await reprocessAll(since);
  expect(rest).toMatchObject({ intentados: 1_000, aplicadas: 1_000 });
  const waited = (await list(`codigo=${mark.at(-1)!.codigo}`)).datos;
  expect(waited.map(({ intentos }) => intentos)).toEqual([1]);
  expect((await reprocessAll(since)).rechazadas).toBe(0);
});

test('discarding needs a reason, keeps the letter, can be repeated, and is final', async () => {
  const { ids, receipt } = await rejected(2);
  const [id, stored] = ids as [string, string];
  expect(await stack.http.delete(`/v1/rechazos/${id}`)).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/motivo', code: 'requerido' }] },
  });
  const discard = (motivo: string) => stack.http.delete<Rechazo>(`/v1/rechazos/${id}?motivo=${motivo}`);
  const { body } = await discard('prueba%20de%20campo');
  expect(body).toMatchObject({
    estado: 'descartado',
    resueltoMotivo: 'prueba de campo',
    resueltoPor: HOUSE_NAME,
    resueltoEn: expect.stringMatching(/Z$/),
  });
  expect((await discard('otro')).body).toEqual(body);
  expect((await stack.http.get(`/v1/rechazos/${id}`)).body).toEqual(body);
  await stack.pool.query(MEND);
  expect(await reprocess(id)).toMatchObject({ status: 409, body: { type: '/problemas/rechazo-cerrado' } });
  await reprocess(stored);
  expect(await stack.http.delete(`/v1/rechazos/${stored}?motivo=tarde`)).toMatchObject({ status: 409 });
  expect((await receipt()).eventos.map(({ resultado }) => resultado)).toEqual(['rechazada', 'aplicada']);
});

test('lists page through everything once, newest first, and filter', async () => {
  await stack.pool.query('DELETE FROM rechazos');
  const older = await rejected(3);
  await stack.pool.query(`UPDATE rechazos SET rechazada_en = rechazada_en - interval '1 h'`);
  const between = new Date(Date.now() - 1_800_000).toISOString();
  const newer = await rejected(4);
  await stack.http.delete(`/v1/rechazos/${newer.ids[1]}?motivo=x`);
  // Rejected at the same moment, in whatever order their lanes had; the id says which came last.
  const newest = (...rejections: { ids: string[] }[]) =>
    rejections
      .flatMap(({ ids }) => ids)
      .sort()
      .reverse();
  const all = newest(older, newer);

  const seen: string[] = [];
  let query: string | null = 'limit=3';
  while (query) {
    const page: PaginaRechazos = await list(query);
    seen.push(...page.datos.map(({ id }) => id));
    query = page.siguiente && `limit=3&cursor=${page.siguiente}`;
  }
  expect(seen).toEqual(all);
  const idsOf = async (filter: string) => (await list(filter)).datos.map(({ id }) => id);
  expect(await idsOf(`desde=${between}`)).toEqual(newest(newer));
  expect(await idsOf(`hasta=${between}`)).toEqual(newest(older));
  expect(await idsOf('estado=descartado')).toEqual([newer.ids[1]]);
  expect(await idsOf(`codigo=${older.codigo}`)).toEqual([older.ids[0]]);
  expect(await idsOf('razon=envio-desconocido')).toEqual([]);
});

test.each([
  ['/v1/rechazos?razon=porque-si', '#/razon'],
  ['/v1/rechazos?estado=perdido', '#/estado'],
  ['/v1/rechazos?desde=ayer', '#/desde'],
  ['/v1/rechazos?codigo=TZ123456784PE', '#/codigo'],
  ['/v1/rechazos?limit=0', '#/limit'],
  ['/v1/rechazos?cursor=abc', '#/cursor'],
  ['/v1/rechazos/hola', '#/id'],
])('GET %s is 400', async (path, pointer) => {
  expect(await stack.http.get(path)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
});

test('what does not exist is 404, for every verb; a filter that is wrong changes nothing', async () => {
  const id = randomUUID();
  for (const answer of [
    await stack.http.get(`/v1/rechazos/${id}`),
    await reprocess(id),
    await stack.http.delete(`/v1/rechazos/${id}?motivo=x`),
  ])
    expect(answer).toMatchObject({ status: 404, body: { type: '/problemas/recurso-desconocido' } });
  const { ids } = await rejected(1);
  await stack.pool.query(MEND);
  expect(await stack.http.post('/v1/rechazos/reproceso', { todos: true })).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/todos' }] },
  });
  expect((await stack.http.get(`/v1/rechazos/${ids[0]}`)).body).toMatchObject({
    estado: 'abierto',
    intentos: 0,
  });
});

test('one whose envío never came is tried in vain until it does', async () => {
  const { ids, codigo } = await rejected(1);
  await stack.pool.query(MEND);
  const { rows } = await stack.pool.query<{ envio_id: string }>(
    'DELETE FROM codigos_envio WHERE codigo = $1 RETURNING envio_id',
    [codigo],
  );
  expect((await reprocess(ids[0]!)).body).toMatchObject({ estado: 'abierto', razon: 'envio-desconocido' });
  await stack.pool.query('INSERT INTO codigos_envio VALUES ($1, $2)', [codigo, rows[0]!.envio_id]);
  expect((await reprocess(ids[0]!)).body).toMatchObject({ estado: 'reprocesado', intentos: 2 });
});
