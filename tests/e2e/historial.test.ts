import { randomUUID } from 'node:crypto';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import type { EnvioDetalle, PaginaTrazas } from '../../src/modules/envios/envio.dto.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

test('finding 17: everything that a device writes can be read back', async () => {
  const { codigo } = await stack.given.envio();
  const written = {
    datos: { firma: 'Ana', peso: 1.25, lista: [1, { dos: null }] },
    centroId: randomUUID(),
    dispositivoId: randomUUID(),
    secuencia: 9_007_199_254_740_991,
  };
  await stack.given.applied([stack.given.traza(codigo, { tipo: 'entregado', ...written })]);
  expect((await stack.given.detalle(codigo)).historial).toMatchObject([written]);
  const { body } = await stack.http.get<PaginaTrazas>(`/v1/envios/${codigo}/trazas`);
  expect(body.datos).toMatchObject([written]);
});

test.each([
  ['12345678901234567890', 400],
  ['1e999', 400],
  ['-9007199254740993', 400],
  ['3.14159265358979323846264338327950288', 400],
  ['1e-999', 400],
  ['9007199254740992', 202],
  ['0.30000000000000004', 202],
  ['1.50000000000000000000', 202],
  ['1e22', 202],
])('finding 17: the number %s in datos is answered %i', async (number, status) => {
  const traza = JSON.stringify(stack.given.traza('TZ000000005PE', { datos: { a: { b: ['?'] } } }));
  const answer = await fetch(`${stack.http.url}/v1/trazas`, {
    method: 'POST',
    headers: { ...HOUSE_HEADERS, 'content-type': 'application/json' },
    body: traza.replace('"?"', number),
  });
  const body = (await answer.json()) as { errors?: { pointer: string; code: string }[] };
  expect(answer.status).toBe(status);
  if (status === 400) expect(body.errors).toMatchObject([{ pointer: '#/datos', code: 'numero-inexacto' }]);
});

test('finding 17: datos end at 16 KiB; a latitude of many digits is rounded as ever', async () => {
  const { codigo } = await stack.given.envio();
  const sized = (bytes: number) => ({ texto: 'x'.repeat(bytes - '{"texto":""}'.length) });
  const post = (datos: object) => stack.http.post('/v1/trazas', stack.given.traza(codigo, { datos }));
  expect((await post(sized(16_384))).status).toBe(202);
  expect(await post(sized(16_385))).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/datos', code: 'objeto-grande' }] },
  });
  const text = JSON.stringify(stack.given.traza(codigo, { lat: 1, lon: -77.5, datos: {} }));
  const answer = await fetch(`${stack.http.url}/v1/trazas`, {
    method: 'POST',
    headers: { ...HOUSE_HEADERS, 'content-type': 'application/json' },
    body: text.replace('"lat":1', '"lat":-12.04637312345678912345'),
  });
  expect(answer.status).toBe(202);
});

test('finding 20: a detail shows a hundred trazas, and loses no estado among thousands of positions', async () => {
  const { codigo } = await stack.given.envio({ creadoEn: ago(3_600_000) });
  const at = (step: number) => ago(3_000_000 - step * 1_000);
  const life = ['recogido', 'en_transito', 'nota'].map((tipo, step) =>
    stack.given.traza(codigo, { tipo, ocurridoEn: at(step) }),
  );
  const positions = Array.from({ length: 900 }, (_, step) =>
    stack.given.traza(codigo, { tipo: 'posicion', lat: -12, lon: -77, ocurridoEn: at(10 + step) }),
  );
  await stack.given.applied([...positions, ...life]);
  const read = async (query = '') =>
    (await stack.http.get<EnvioDetalle>(`/v1/envios/${codigo}${query}`)).body;
  const detalle = await read();
  expect([detalle.totalTrazas, detalle.historial.length]).toEqual([903, 100]);
  expect(detalle.historial.slice(-3).map(({ tipo }) => tipo)).toEqual(['nota', 'en_transito', 'recogido']);
  expect(detalle.historial[0]!.idEvento).toBe(positions.at(-1)!['idEvento']);
  expect((await read('?historial=todo')).historial).toHaveLength(903);
  expect((await read('?historial=ninguno')).historial).toEqual([]);
  expect((await read('?historial=5')).historial.map(({ idEvento }) => idEvento)).toEqual(
    positions
      .slice(-5)
      .reverse()
      .map(({ idEvento }) => idEvento),
  );
  expect((await read('?tipo=nota,recogido')).historial.map(({ tipo }) => tipo)).toEqual(['nota', 'recogido']);
  for (const wrong of ['0', '-1', '10001', 'nada'])
    expect((await stack.http.get(`/v1/envios/${codigo}?historial=${wrong}`)).status).toBe(400);

  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const next: string = cursor && `&cursor=${cursor}`;
    const path = `/v1/envios/${codigo}/trazas?limit=200${next}`;
    const { body } = await stack.http.get<PaginaTrazas>(path);
    seen.push(...body.datos.map(({ idEvento }) => idEvento));
    cursor = body.siguiente;
  }
  expect(seen).toEqual((await read('?historial=todo')).historial.map(({ idEvento }) => idEvento));
});
