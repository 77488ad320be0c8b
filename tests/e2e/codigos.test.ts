import { HOUSE_HEADERS, HOUSE_NAME } from '../../tools/runtime/house-key.js';
import { faultOfCodigo, serialOf } from '../../src/modules/codigos/domain/codigo.js';
import type { BloqueConCodigos, PaginaBloques } from '../../src/modules/codigos/bloque.dto.js';
import { answersAs } from '../support/api-description.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

const reserve = (body: object, headers: Record<string, string> = {}) =>
  stack.http.post<BloqueConCodigos>('/v1/codigos', body, headers);
const create = async (fields: Record<string, unknown>) =>
  stack.http.post('/v1/envios', await stack.given.envioBody(fields));

test('finding 18: a block is reserved once for a key, listed and read, and shows what is left of it', async () => {
  const expiraEn = new Date(Date.now() + 3_600_000).toISOString();
  const key = { 'idempotency-key': 'etiquetas-1' };
  const { status, headers, body } = await reserve({ cantidad: 500, expiraEn }, key);
  expect([status, headers.get('location')]).toEqual([201, `/v1/codigos/${body.id}`]);
  expect(body).toMatchObject({ cantidad: 500, usados: 0, expiraEn, solicitadoPor: HOUSE_NAME });
  expect(new Set(body.codigos).size).toBe(500);
  expect(body.codigos.filter((codigo) => faultOfCodigo(codigo) !== undefined)).toEqual([]);
  expect((await reserve({ cantidad: 500, expiraEn }, key)).body).toEqual(body);

  const [codigo] = body.codigos as [string];
  await stack.given.envio({ codigo });
  const read = (await stack.http.get<BloqueConCodigos>(`/v1/codigos/${body.id}`)).body;
  expect(read).toEqual({ ...body, usados: 1, libres: body.codigos.filter((each) => each !== codigo) });
  const other = (await reserve({ cantidad: 1 })).body;
  expect(other.expiraEn).toBeNull();
  const page = (await stack.http.get<PaginaBloques>('/v1/codigos?limit=1')).body;
  expect(page.datos.map(({ id }) => id)).toEqual([other.id]);
  const next = await stack.http.get<PaginaBloques>(`/v1/codigos?limit=1&cursor=${page.siguiente}`);
  expect(next.body.datos.map(({ id }) => id)).toEqual([body.id]);
  const check = await answersAs(stack.http);
  check('BloqueConCodigos', read);
  check('PaginaBloques', page);
});

test('finding 18: a traza waits for a reserved code, and for no other', async () => {
  const { body } = await reserve({ cantidad: 3 });
  const [early, never] = body.codigos as [string, string];
  // Between codes that were given out: it has the right form and nobody ever got it.
  const issued = new Set((await stack.given.envios(3)).map(({ codigo }) => codigo));
  const strange = ['TZ000000005PE', 'TY999999995PE'].filter((codigo) => !issued.has(codigo));
  const captura = await stack.given.captured(
    [early, never, ...strange].map((codigo) => stack.given.traza(codigo)),
  );
  const receipt = await poll('the strange ones to be rejected', async () => {
    const { body: recibo } = await stack.http.get<{ rechazadas: number; eventos: object[] }>(
      `/v1/capturas/${captura.capturaId}`,
    );
    return recibo.rechazadas === strange.length && recibo;
  });
  expect(receipt.eventos).toMatchObject([
    { resultado: 'pendiente' },
    { resultado: 'pendiente' },
    ...strange.map(() => ({ resultado: 'rechazada', problema: 'envio-desconocido' })),
  ]);
  expect(await create({ codigo: early })).toMatchObject({ status: 201, body: { codigo: early } });
  await poll('the early one to be stored', async () => (await stack.given.detalle(early)).totalTrazas === 1);
  const { rows } = await stack.pool.query('SELECT codigo FROM trazas_en_espera');
  expect(rows).toEqual([{ codigo: never }]);
});

test('finding 18: a reserved code is one envío’s; an unreserved or expired one is nobody’s', async () => {
  const { body } = await reserve({ cantidad: 4, expiraEn: new Date(Date.now() + 3_600_000).toISOString() });
  const [first, second, third] = body.codigos as [string, string, string];
  const answers = await Promise.all([1, 2, 3].map(() => create({ codigo: first })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  expect(await create({ codigo: first })).toMatchObject({
    status: 409,
    body: { type: '/problemas/codigo-en-uso', errors: [{ pointer: '#/codigo', code: 'codigo-en-uso' }] },
  });
  const envio = await stack.given.envioBody();
  const lote = [
    { ...envio, codigo: second },
    envio,
    { ...envio, codigo: second },
    { ...envio, codigo: 'TZ000000005PE' },
  ];
  expect(await stack.http.post('/v1/envios/lote', { envios: lote })).toMatchObject({
    status: 400,
    body: {
      errors: [
        { pointer: '#/envios/2/codigo', code: 'codigo-en-uso' },
        { pointer: '#/envios/3/codigo', code: 'codigo-sin-reserva' },
      ],
    },
  });
  const good = await stack.http.post('/v1/envios/lote', { envios: lote.slice(0, 2) });
  expect(good).toMatchObject({ status: 201, body: { envios: [{ codigo: second }, {}] } });
  await stack.pool.query('UPDATE bloques_codigos SET vence_en = now() WHERE id = $1', [body.id]);
  expect(await create({ codigo: third })).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/codigo', code: 'codigo-sin-reserva' }] },
  });
  const recibo = await stack.given.applied([stack.given.traza(third)]);
  expect(recibo).toMatchObject({ rechazadas: 1 });
});

test('finding 18: an importación of envíos may bring reserved codes; a line that cannot have its own is refused alone', async () => {
  const { body } = await reserve({ cantidad: 2 });
  const [used, free] = body.codigos as [string, string];
  const envio = await stack.given.envio({ codigo: used });
  expect(envio.codigo).toBe(used);
  const { clienteId, transportistaId } = (await stack.given.envioBody()) as Record<string, string>;
  const place = (side: string) => ['direccion', 'ciudad', 'region', 'pais'].map((name) => `${side}.${name}`);
  const header = [
    'codigo',
    'clienteId',
    'transportistaId',
    'destinatario.nombre',
    ...place('origen'),
    ...place('destino'),
    'bultos',
    'pesoG',
  ];
  const line = (codigo: string) =>
    [
      codigo,
      clienteId,
      transportistaId,
      'Ana',
      'Jr. Ica',
      'Lima',
      'LIM',
      'PE',
      'Av. Sol',
      'Cusco',
      'CUS',
      'PE',
      1,
      10,
    ].join(',');
  const csv = [header.join(','), line(used), line(free), line('')].join('\n');
  const posted = await fetch(`${stack.http.url}/v1/importaciones?tipo=envios`, {
    method: 'POST',
    headers: { ...HOUSE_HEADERS, 'content-type': 'text/csv' },
    body: csv,
  });
  const { id } = (await posted.json()) as { id: string };
  const done = await poll(
    'the import to end',
    async () => {
      const { body: importacion } = await stack.http.get<{ estado: string }>(`/v1/importaciones/${id}`);
      return importacion.estado.startsWith('complet') && importacion;
    },
    30_000,
  );
  expect(done).toMatchObject({ aceptadas: 2, rechazadas: 1 });
  expect(await stack.given.detalle(free)).toMatchObject({ codigo: free });
});

test.each([
  [{}, '#/cantidad'],
  [{ cantidad: 0 }, '#/cantidad'],
  [{ cantidad: 10_001 }, '#/cantidad'],
  [{ cantidad: 1, expiraEn: '2020-01-01T00:00:00Z' }, '#/expiraEn'],
  [{ cantidad: 1, expiraEn: 'mañana' }, '#/expiraEn'],
])('finding 18: %j reserves nothing', async (body, pointer) => {
  expect(await reserve(body)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
});

test('finding 18: blocks that are reserved at the same moment share no code, with each other or with envíos', async () => {
  const [envios, ...blocks] = await Promise.all([
    stack.given.envios(200),
    ...Array.from({ length: 8 }, () => reserve({ cantidad: 200 })),
  ]);
  const codigos = [...envios.map(({ codigo }) => codigo), ...blocks.flatMap(({ body }) => body.codigos)];
  expect(new Set(codigos).size).toBe(1_800);
});

test('finding 18: codes of envíos do not follow each other, and tell not how many there are', async () => {
  const serials = (await stack.given.envios(50)).map(({ codigo }) => serialOf(codigo) as number);
  const sorted = serials.toSorted((a, b) => a - b);
  expect(serials).not.toEqual(sorted);
  const steps = sorted.slice(1).map((serial, index) => serial - (sorted[index] as number));
  expect(steps.filter((step) => step < 100)).toEqual([]);
  expect(Math.max(...serials)).toBeGreaterThan(500_000_000);
});

test('finding 18: when a block expires nothing of it is free, and what waits for its codes waits no longer', async () => {
  const { body } = await reserve({ cantidad: 3, expiraEn: new Date(Date.now() + 3_600_000).toISOString() });
  const [used, awaited] = body.codigos as [string, string];
  await stack.given.envio({ codigo: used });
  const { capturaId } = await stack.given.captured([stack.given.traza(awaited)]);
  await poll('the traza to wait', async () => {
    const { rowCount } = await stack.pool.query('SELECT FROM trazas_en_espera WHERE codigo = $1', [awaited]);
    return rowCount === 1;
  });
  await stack.pool.query('UPDATE bloques_codigos SET vence_en = now() WHERE id = $1', [body.id]);
  expect(await stack.given.settled(capturaId)).toMatchObject({
    rechazadas: 1,
    eventos: [{ problema: 'envio-desconocido' }],
  });
  const read = (await stack.http.get<BloqueConCodigos>(`/v1/codigos/${body.id}`)).body;
  expect(read).toMatchObject({ usados: 1, libres: [], codigos: body.codigos });
});
