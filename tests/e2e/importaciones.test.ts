import { randomUUID } from 'node:crypto';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import type { Importacion } from '../../src/modules/importaciones/importacion.dto.js';
import { answersAs } from '../support/api-description.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ env: { TRAZO_IMPORTACION_MIB: '1' } })));
afterAll(() => stack.close());

type Upload = Importacion & { type?: string; errors?: { pointer: string; code: string }[] };
const CSV = { 'content-type': 'text/csv' };
const upload = (tipo: string, text: string, headers: Record<string, string> = {}) =>
  stack.http.post<Upload>(`/v1/importaciones?tipo=${tipo}`, text, { ...CSV, ...headers });
const finished = (id: string) =>
  poll(`importación ${id} to be completed`, async () => {
    const { body } = await stack.http.get<Importacion>(`/v1/importaciones/${id}`);
    return body.estado === 'completada' && body;
  });
/** Uploads a file that is taken, and waits until it is worked off. */
const imported = async (tipo: string, text: string, headers: Record<string, string> = {}) => {
  const answer = await upload(tipo, text, headers);
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 202, body: { tipo } });
  expect(answer.headers.get('location')).toBe(`/v1/importaciones/${answer.body.id}`);
  return finished(answer.body.id);
};
const report = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await stack.http.get<string>(path, headers);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    'text/csv; charset=utf-8; header=present',
  ]);
  return answer.body.trimEnd().split('\r\n');
};
const rows = async (table: string) => (await stack.pool.query(`SELECT FROM ${table}`)).rowCount;

const ENVIO_COLUMNS = [
  'clienteId',
  'transportistaId',
  'referencia',
  'destinatario.nombre',
  'destinatario.telefono',
  'origen.direccion',
  'origen.ciudad',
  'origen.region',
  'origen.pais',
  'destino.direccion',
  'destino.ciudad',
  'destino.region',
  'destino.pais',
  'destino.lat',
  'destino.lon',
  'bultos',
  'pesoG',
];
const ENVIO_REST =
  'Ana Q.;+51987654321;Jr. Ica 100;Lima;LIM;PE;"Av. Sol; 20";Cusco;CUS;PE;-13,52;-71,97;1;1200';

test('a file of trazas: good lines are stored, bad ones reported by line', async () => {
  const [a, b] = await stack.given.envios(2, { creadoEn: '2026-11-20T09:00:00Z' });
  const idEvento = randomUUID();
  const text = [
    'codigo;tipo;ocurridoEn;lugar;lat;lon;datos;idEvento',
    `${a!.codigo};recogido;2026-11-20T10:00:00Z;"Jr. Ica; 100";-12,05;-77,04;"{""guia"": 7}";`,
    `${a!.codigo};volando;ayer;;;;;`,
    '',
    `${b!.codigo};en_transito;2026-11-20T11:00:00Z;;;;;${idEvento}`,
    'TZ123456784PE;recogido;2026-11-20T10:00:00Z;;;;;',
    `${b!.codigo};recogido;2026-11-20T10:00:00Z;;;;;;;sobra`,
  ].join('\r\n');
  const importacion = await imported('trazas', text);
  expect(importacion).toMatchObject({
    estado: 'completada',
    lineas: 5,
    aceptadas: 2,
    rechazadas: 3,
    progreso: { hecho: 5, total: 5 },
  });
  expect(await stack.given.detalle(a!.codigo)).toMatchObject({
    estado: 'recogido',
    historial: [{ lugar: 'Jr. Ica; 100', lat: -12.05, lon: -77.04, ocurridoEn: '2026-11-20T10:00:00.000Z' }],
  });
  expect((await stack.given.detalle(b!.codigo)).historial).toMatchObject([{ idEvento, tipo: 'en_transito' }]);

  const original = `${a!.codigo};volando;ayer;;;;;`;
  const lines = await report(importacion.errores);
  expect(lines[0]).toBe('linea;campo;problema;original');
  expect(lines.slice(1).map((line) => line.split(';').slice(0, 2).join(';'))).toEqual([
    '3;tipo',
    '3;ocurridoEn',
    '6;codigo',
    '7;',
  ]);
  expect(lines[1]).toMatch(/^3;tipo;Debe ser uno de: .*;"/);
  expect(lines[1]).toContain(`"${original}"`);
  expect((await report(importacion.errores, { 'accept-language': 'en' }))[4]).toContain(
    'The line has 10 fields and the file 8 columns.',
  );
  const results = await report(importacion.resultados);
  expect(results[0]).toBe('linea;codigo;id');
  expect(results[1]).toMatch(new RegExp(`^2;${a!.codigo};[0-9a-f-]{36}$`));
  expect(results[2]).toBe(`5;${b!.codigo};${idEvento}`);
  (await answersAs(stack.http))('Importacion', importacion);
});

test('a file of envíos: they are created, and the report of results names their codes', async () => {
  const { clienteId, transportistaId } = await stack.given.envioBody();
  const nobody = randomUUID();
  const line = (reference: string, cliente: unknown = clienteId) =>
    `${String(cliente)};${String(transportistaId)};${reference};${ENVIO_REST}`;
  const text = [
    ENVIO_COLUMNS.join(';'),
    line('uno'),
    line('dos', nobody),
    line('tres', 'nadie'),
    line('cuatro'),
  ];
  const importacion = await imported('envios', `\uFEFF${text.join('\r\n')}`);
  expect(importacion).toMatchObject({ lineas: 4, aceptadas: 2, rechazadas: 2 });
  expect((await report(importacion.errores)).slice(1).map((each) => each.split(';').slice(0, 3))).toEqual([
    ['3', 'clienteId', 'No existe.'],
    ['4', 'clienteId', 'Debe ser un UUID.'],
  ]);
  const [, first, second] = await report(importacion.resultados);
  expect([first, second].map((each) => each?.split(';')[0])).toEqual(['2', '5']);
  expect(await stack.given.detalle(String(first?.split(';')[1]))).toMatchObject({
    referencia: 'uno',
    estado: 'registrado',
    destinatario: { nombre: 'Ana Q.', telefono: '+51987654321' },
    destino: { direccion: 'Av. Sol; 20', lat: -13.52, lon: -71.97 },
    pesoG: 1200,
  });
});

test('a file of many lines goes in whole, and short ones do not wait for it', async () => {
  const envios = await stack.given.envios(50);
  const line = (index: number) =>
    `${envios[index % 50]!.codigo},escaneo,2026-11-20T10:00:00Z,"línea ${index} de Cañete"`;
  const file = (count: number) =>
    ['codigo,tipo,ocurridoEn,lugar', ...Array.from({ length: count }, (_, index) => line(index))].join('\n');
  const before = (await rows('trazas')) ?? 0;
  const long = (await upload('trazas', file(6_000))).body;
  expect(long).toMatchObject({ lineas: 6_000, estado: 'en_cola', progreso: { hecho: 0, total: 6_000 } });
  const short = await imported('trazas', file(3));
  const end = await finished(long.id);
  expect(end).toMatchObject({ aceptadas: 6_000, rechazadas: 0 });
  expect(Date.parse(short.terminadaEn as string)).toBeLessThan(Date.parse(end.terminadaEn as string));
  await poll('all to be stored', async () => (await rows('trazas')) === before + 6_003);
  expect(await report(end.resultados)).toHaveLength(6_001);
  // What is worked off is not kept a second time.
  expect((await stack.pool.query('SELECT FROM importacion_lotes WHERE filas IS NOT NULL')).rowCount).toBe(0);
});

test('the same file with the same Idempotency-Key is one importación; another file with it is refused', async () => {
  const { codigo } = await stack.given.envio();
  const text = `codigo,tipo,ocurridoEn\n${codigo},recogido,2026-11-20T10:00:00Z\n`;
  const key = { 'idempotency-key': `"${randomUUID()}"` };
  const first = await imported('trazas', text, key);
  const before = await rows('importaciones');
  expect((await upload('trazas', text, key)).body.id).toBe(first.id);
  expect(await upload('trazas', text.replace('recogido', 'escaneo'), key)).toMatchObject({
    status: 422,
    body: { type: '/problemas/clave-idempotencia-reutilizada' },
  });
  expect(await rows('importaciones')).toBe(before);
  expect(await stack.given.detalle(codigo)).toMatchObject({ totalTrazas: 1 });
});

const HEADER = 'codigo,tipo,ocurridoEn\n';
const GOOD = 'TZ123456785PE,recogido,2026-11-20T10:00:00Z\n';
test.each<[string, string, number, string, string[]]>([
  ['nothing', '', 400, 'csv-invalido', []],
  ['a header alone', HEADER, 400, 'archivo-sin-lineas', []],
  ['no header', GOOD, 400, 'validacion', [0, 1, 2].map((index) => `#/columnas/${index} columna-desconocida`)],
  ['a missing column', 'codigo,tipo\nx,y\n', 400, 'validacion', ['#/columnas columna-requerida']],
  ['null bytes', `${HEADER}\0\0\0`, 400, 'csv-invalido', []],
  ['a quote that is never closed', `"${HEADER}${GOOD.repeat(1_200)}`, 400, 'csv-invalido', []],
  ['more than a mebibyte', HEADER + GOOD.repeat(30_000), 413, 'archivo-demasiado-grande', []],
])('%s is refused and leaves nothing', async (_, text, status, problem, faults) => {
  const before = await rows('importaciones');
  const answer = await upload('trazas', text);
  expect(answer).toMatchObject({ status, body: { type: `/problemas/${problem}` } });
  expect((answer.body.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(faults);
  expect([await rows('importaciones'), await rows('importacion_lotes')]).toEqual([
    before,
    (await stack.pool.query('SELECT FROM importacion_lotes WHERE terminado_en IS NOT NULL')).rowCount,
  ]);
});

test('finding 29: a quote in the wrong place is its line’s fault, and the report names it', async () => {
  const [envio] = await stack.given.envios(1, { creadoEn: '2026-11-20T09:00:00Z' });
  const line = (lugar: string) => `${envio!.codigo},recogido,2026-11-20T10:00:00Z,${lugar}`;
  const text = [
    'codigo,tipo,ocurridoEn,lugar',
    line('Lima'),
    line('5" tubo'),
    line('"sin cerrar'),
    line('Ica'),
  ];
  const importacion = await imported('trazas', text.join('\n'));
  expect(importacion).toMatchObject({ lineas: 4, aceptadas: 2, rechazadas: 2 });
  const [, ...errors] = await report(`/v1/importaciones/${importacion.id}/errores`);
  expect(errors.map((error) => error.split(',')[0])).toEqual(['3', '4']);
  expect(errors[0]).toContain('comilla');
});

test('other tipos, other content types, other ids', async () => {
  expect(await upload('clientes', HEADER + GOOD)).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/tipo' }] },
  });
  expect(await upload('trazas', '{}', { 'content-type': 'application/json' })).toMatchObject({
    status: 415,
    body: { detail: 'Envíe el cuerpo como text/csv.' },
  });
  expect(await stack.http.post('/v1/envios', 'a,b', CSV)).toMatchObject({ status: 415 });
  for (const path of ['', '/errores', '/resultados'])
    expect(await stack.http.get(`/v1/importaciones/${randomUUID()}${path}`)).toMatchObject({
      status: 404,
      body: { type: '/problemas/recurso-desconocido' },
    });
  expect(await stack.http.get('/v1/importaciones/x/errores')).toMatchObject({ status: 400 });
});

test('an upload that breaks off leaves nothing', async () => {
  const before = await rows('importaciones');
  const abort = new AbortController();
  const pieces = (async function* () {
    yield Buffer.from(HEADER + GOOD.repeat(600));
    await poll('the first lote to be stored', async () => (await rows('importaciones')) !== before);
    abort.abort();
    yield Buffer.from(GOOD);
  })();
  const request = fetch(`${stack.http.url}/v1/importaciones?tipo=trazas`, {
    method: 'POST',
    headers: { ...HOUSE_HEADERS, ...CSV, connection: 'close' },
    body: pieces as never,
    duplex: 'half',
    signal: abort.signal,
  });
  await expect(request).rejects.toThrow();
  await poll('what had arrived to be discarded', async () => (await rows('importaciones')) === before);
});
