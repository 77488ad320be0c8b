import { randomUUID } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import type { TrazaAnulada } from '../../src/modules/envios/envio.dto.js';
import { answersAs } from '../support/api-description.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

const annul = (codigo: string, idEvento: unknown, body: unknown) =>
  stack.http.post<TrazaAnulada>(`/v1/envios/${codigo}/trazas/${String(idEvento)}/anulacion`, body);

/** An envío that was picked up, and delivered by mistake. */
async function delivered() {
  const { codigo } = await stack.given.envio({ creadoEn: '2026-11-20T09:00:00.000Z' });
  const pickedUp = stack.given.traza(codigo, { tipo: 'recogido', ocurridoEn: '2026-11-20T10:00:00.000Z' });
  const wrong = stack.given.traza(codigo, { tipo: 'entregado', ocurridoEn: '2026-11-20T12:00:00.000Z' });
  await stack.given.applied([pickedUp, wrong]);
  return { codigo, wrong: wrong['idEvento'] };
}
const correction = (fields = {}) => ({
  idEvento: randomUUID(),
  tipo: 'intento_fallido',
  motivo: 'destinatario_ausente',
  ocurridoEn: '2026-11-20T12:00:00.000Z',
  ...fields,
});

test('the fold forgets what did not happen, the history shows it', async () => {
  const { codigo, wrong } = await delivered();
  expect((await stack.given.detalle(codigo)).estado).toBe('entregado');
  const answer = await annul(codigo, wrong, { razon: 'no_ocurrio' });
  expect(answer).toMatchObject({
    status: 200,
    body: { codigo, idEvento: wrong, razon: 'no_ocurrio', correcciones: [] },
  });
  (await answersAs(stack.http))('TrazaAnulada', answer.body);
  expect(await stack.given.detalle(codigo)).toMatchObject({
    estado: 'recogido',
    ultimaTrazaEn: '2026-11-20T10:00:00.000Z',
    totalTrazas: 2,
    historial: [
      { idEvento: wrong, tipo: 'entregado', anulada: true, anomala: false },
      { tipo: 'recogido', anulada: false },
    ],
  });
});

test('what corrects it is stored with it, and shows beside it, from the delta and from the base', async () => {
  const { codigo, wrong } = await delivered();
  const right = correction();
  const { body } = await annul(codigo, wrong, { razon: 'dato_incorrecto', correcciones: [right] });
  expect(body.correcciones).toEqual([{ idEvento: right.idEvento, resultado: 'aplicada' }]);
  const shown = {
    estado: 'intento_fallido',
    motivo: 'destinatario_ausente',
    totalTrazas: 3,
  };
  const delta = await stack.given.detalle(codigo);
  expect(delta).toMatchObject({ ...shown, fuente: 'delta' });
  expect(delta.historial.map(({ tipo, anulada }) => [tipo, anulada])).toEqual(
    expect.arrayContaining([
      ['entregado', true],
      ['intento_fallido', false],
    ]),
  );
  await stack.get(CommandBus).execute(new RefreshReadModelsCommand());
  const base = await stack.given.detalle(codigo);
  expect(base).toEqual({ ...delta, fuente: 'base' });
  const { rows } = await stack.pool.query(
    `SELECT a.razon, a.correcciones, t.anulada_por = a.id AS named
     FROM anulaciones a JOIN trazas t USING (envio_id, id_evento) WHERE a.id_evento = $1`,
    [wrong],
  );
  expect(rows).toEqual([{ razon: 'dato_incorrecto', correcciones: [right.idEvento], named: true }]);
});

test('it can be repeated, at once and later; the first razon stands, and one annulment', async () => {
  const { codigo, wrong } = await delivered();
  const right = correction();
  const body = { razon: 'dato_incorrecto', correcciones: [right] };
  const answers = await Promise.all([1, 2, 3].map(() => annul(codigo, wrong, body)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(
    answers.flatMap((answer) => answer.body.correcciones.map(({ resultado }) => resultado)).sort(),
  ).toEqual(['aplicada', 'duplicada', 'duplicada']);
  const later = await annul(codigo, String(wrong).toUpperCase(), { razon: 'no_ocurrio' });
  expect(later.body).toMatchObject({
    razon: 'dato_incorrecto',
    anuladaEn: answers[0]!.body.anuladaEn,
  });
  const { rows } = await stack.pool.query('SELECT correcciones FROM anulaciones WHERE id_evento = $1', [
    wrong,
  ]);
  expect(rows).toEqual([{ correcciones: [right.idEvento] }]);
});

test('an annulled traza that comes once more stays annulled', async () => {
  const { codigo } = await stack.given.envio();
  const traza = stack.given.traza(codigo, { tipo: 'entregado' });
  await stack.given.applied([traza]);
  await annul(codigo, traza['idEvento'], { razon: 'no_ocurrio' });
  expect(await stack.given.applied([traza])).toMatchObject({ duplicadas: 1 });
  expect((await stack.given.detalle(codigo)).estado).toBe('registrado');
});

test('a correction can be annulled as well', async () => {
  const { codigo, wrong } = await delivered();
  const right = correction();
  await annul(codigo, wrong, { razon: 'dato_incorrecto', correcciones: [right] });
  await annul(codigo, right.idEvento, { razon: 'no_ocurrio' });
  expect((await stack.given.detalle(codigo)).estado).toBe('recogido');
});

test.each<[string, (wrong: unknown) => unknown, string[]]>([
  ['no razon', () => ({}), ['#/razon']],
  ['an unknown razon', () => ({ razon: 'porque_si' }), ['#/razon']],
  ['a bad correction', () => ({ razon: 'no_ocurrio', correcciones: [{ tipo: 'x' }] }), []],
  [
    'a correction with a codigo',
    () => ({ razon: 'no_ocurrio', correcciones: [correction({ codigo: 'TZ123456785PE' })] }),
    ['#/correcciones/0/codigo'],
  ],
  ['a list without corrections', () => ({ razon: 'no_ocurrio', correcciones: [] }), ['#/correcciones']],
  [
    'itself for a correction',
    (wrong) => ({ razon: 'no_ocurrio', correcciones: [correction(), correction({ idEvento: wrong })] }),
    ['#/correcciones/1/idEvento'],
  ],
])('with %s it is 400, and nothing is changed', async (_, body, pointers) => {
  const { codigo, wrong } = await delivered();
  const before = await stack.given.detalle(codigo);
  const answer = await annul(codigo, wrong, body(wrong));
  expect(answer).toMatchObject({ status: 400, body: { type: '/problemas/validacion' } });
  const { errors } = answer.body as unknown as { errors: { pointer: string }[] };
  if (pointers.length > 0) expect(errors.map(({ pointer }) => pointer)).toEqual(pointers);
  else expect(errors.length).toBeGreaterThan(2);
  expect(await stack.given.detalle(codigo)).toEqual(before);
});

test('a correction that PostgreSQL refuses takes the annulment back with it', async () => {
  const { codigo, wrong } = await delivered();
  await stack.pool.query(
    `ALTER TABLE trazas ADD CONSTRAINT de_prueba CHECK (lugar <> 'imposible') NOT VALID`,
  );
  const answer = await annul(codigo, wrong, {
    razon: 'no_ocurrio',
    correcciones: [correction(), correction({ lugar: 'imposible' })],
  });
  await stack.pool.query('ALTER TABLE trazas DROP CONSTRAINT de_prueba');
  expect(answer).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/correcciones/1', code: 'no-se-puede-guardar' }] },
  });
  expect(await stack.given.detalle(codigo)).toMatchObject({ estado: 'entregado', totalTrazas: 2 });
});

test('an envío or a traza that there is not, or not yet, is 404', async () => {
  const { codigo, wrong } = await delivered();
  const other = await stack.given.envio();
  const body = { razon: 'no_ocurrio' };
  expect(await annul('TY999999995PE', wrong, body)).toMatchObject({
    status: 404,
    body: { type: '/problemas/envio-desconocido' },
  });
  for (const [code, id] of [
    [codigo, randomUUID()],
    [other.codigo, wrong],
  ])
    expect(await annul(String(code), id, body)).toMatchObject({
      status: 404,
      body: { type: '/problemas/traza-desconocida' },
    });
  expect(await annul(codigo, 'hola', body)).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/idEvento' }] },
  });
});
