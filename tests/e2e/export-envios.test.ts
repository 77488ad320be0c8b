import { parse } from 'csv-parse/sync';
import { type Stack, startStack } from '../support/stack.js';

const PATH = '/v1/envios/exportacion';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ worker: false });
});
afterAll(() => stack.close());

const download = (query: string, accept: string) => stack.http.get<string>(`${PATH}${query}`, { accept });

test('nothing found: a CSV of its header, and no line of NDJSON', async () => {
  const csv = await download('?estado=extraviado', 'text/csv');
  expect(csv.body).toMatch(/^id,codigo,referencia,estado,motivo,cliente\.id,cliente\.nombre,.*\r\n$/);
  expect((await download('?estado=extraviado', 'application/x-ndjson')).body).toBe('');
});

test.each(['=1+1', '+51 987', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1'])(
  'a spreadsheet does not take %j for a formula',
  async (referencia) => {
    const { codigo } = await stack.given.envio({ referencia });
    const { body } = await download(`?codigo=${codigo}&campos=referencia,destino.lat`, 'text/csv');
    expect(parse(body, { columns: true })).toEqual([
      { referencia: `'${referencia}`, 'destino.lat': '-13.52' },
    ]);
    const json = await download(`?codigo=${codigo}&campos=referencia`, 'application/x-ndjson');
    expect(JSON.parse(json.body)).toEqual({ referencia });
  },
);

test('what would break a line is quoted', async () => {
  const referencia = 'uno, "dos"\r\ntres';
  const { codigo } = await stack.given.envio({ referencia });
  const { body } = await download(`?codigo=${codigo}&campos=codigo,referencia`, 'text/csv');
  expect(body).toBe(`codigo,referencia\r\n${codigo},"uno, ""dos""\r\ntres"\r\n`);
});

test('campos picks the fields of an export and of a list, whole ones and parts of them', async () => {
  const { codigo } = await stack.given.envio();
  const query = `?codigo=${codigo}&campos=codigo,destino.ciudad,cliente`;
  const { body } = await stack.http.get<{ datos: object[] }>(`/v1/envios${query}`);
  const [envio] = body.datos;
  expect(envio).toEqual({
    codigo,
    destino: { ciudad: 'Cusco' },
    cliente: { id: expect.any(String), nombre: 'Café Andino' },
  });
  expect(JSON.parse((await download(query, 'application/x-ndjson')).body)).toEqual(envio);
  const csv = await download(query, 'text/csv');
  expect(csv.body.split('\r\n')[0]).toBe('codigo,destino.ciudad,cliente.id,cliente.nombre');
});

test.each([
  ['*/*', 'text/csv; charset=utf-8; header=present'],
  ['text/*', 'text/csv; charset=utf-8; header=present'],
  ['application/x-ndjson, text/csv;q=0.5', 'application/x-ndjson'],
  ['text/html, application/*;q=0.1', 'application/x-ndjson'],
])('Accept: %s gives %s', async (accept, type) => {
  const { status, headers } = await download('', accept);
  expect([status, headers.get('content-type'), headers.get('vary')]).toEqual([
    200,
    type,
    'accept, accept-encoding',
  ]);
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="envios\.(csv|ndjson)"$/);
});

test('a format that there is not is 406', async () => {
  expect(await stack.http.get(PATH, { accept: 'application/pdf, text/csv;q=0' })).toMatchObject({
    status: 406,
    body: { type: '/problemas/formato-no-disponible' },
  });
});
