import fc from 'fast-check';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import type { EnvioResumen } from '../../src/modules/envios/envio.dto.js';
import type { Importacion } from '../../src/modules/importaciones/importacion.dto.js';
import { poll } from '../support/poll.js';
import { seedOf } from '../support/random.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

const CSV = { accept: 'text/csv' };
const PATH = '/v1/envios/exportacion';

/** Texts that programs stumble over. */
const text = fc
  .oneof(
    fc.constantFrom(
      '=1+1',
      '+51 987',
      "'=1",
      '-2',
      '@x',
      '\t=1',
      ' a ',
      ';',
      ',',
      '"',
      'a\r\nb',
      '\n',
      '007',
      '1E5',
      '＝1',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  )
  .map((value) => value.replaceAll('\0', 'x'))
  // One without anything to see is refused.
  .map((value) => (value.trim() === '' ? `${value}x` : value));
const degree = (limit: number) =>
  fc.double({ min: -limit, max: limit, noNaN: true }).map((value) => value + 0);
const place = fc.record({
  direccion: text,
  ciudad: text,
  region: text,
  pais: fc.constantFrom('PE', 'BR'),
  codigoPostal: fc.option(text, { nil: null }),
  lat: degree(90),
  lon: degree(180),
});
const envio = fc.record({
  referencia: fc.option(text, { nil: null }),
  destinatario: fc.record({
    nombre: text,
    telefono: fc.constantFrom('+51987654321', null),
    email: fc.constantFrom('a@b.pe', null),
  }),
  origen: place,
  destino: place,
  bultos: fc.integer({ min: 1, max: 10_000 }),
  pesoG: fc.integer({ min: 0, max: 2_000_000_000 }),
  fechaEstimada: fc.constantFrom('2026-12-01T23:59:59.123Z', null),
});

/** What of an envío an import can bring. */
function facts({
  referencia,
  destinatario,
  origen,
  destino,
  bultos,
  pesoG,
  creadoEn,
  fechaEstimada,
  ...rest
}: EnvioResumen) {
  const parties = [rest.cliente.id, rest.transportista.id];
  return { referencia, destinatario, origen, destino, bultos, pesoG, creadoEn, fechaEstimada, parties };
}

test('finding 29: what is exported is imported as the same envíos', async () => {
  const seed = seedOf();
  const bodies = await Promise.all(
    fc.sample(envio, { seed, numRuns: 60 }).map((fields) => stack.given.envioBody(fields)),
  );
  const { body } = await stack.http.post<{ envios: { codigo: string }[] }>('/v1/envios/lote', {
    envios: bodies,
  });
  const codigos = body.envios.map(({ codigo }) => codigo);
  const query = `?codigo=${codigos.join(',')}&orden=creado`;
  const file = (await stack.http.get<string>(PATH + query, CSV)).body;
  const answer = await stack.http.post<Importacion>('/v1/importaciones?tipo=envios', file, {
    'content-type': 'text/csv',
  });
  expect(answer.status).toBe(202);
  const done = await poll(
    'the file to be worked off',
    async () => {
      const { body: importacion } = await stack.http.get<Importacion>(
        answer.headers.get('location') as string,
      );
      return importacion.estado === 'completada' && importacion;
    },
    60_000,
  );
  expect((await stack.http.get<string>(done.errores)).body).toBe('linea,campo,problema,original\r\n');
  const news = (await stack.http.get<string>(done.resultados)).body
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',')[1] as string);
  const list = async (some: readonly string[]) => {
    const lines = (
      await stack.http.get<string>(`${PATH}?codigo=${some.join(',')}`, { accept: 'application/x-ndjson' })
    ).body;
    const envios = lines
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as EnvioResumen);
    return envios.map((each) => JSON.stringify(facts(each))).sort();
  };
  expect(new Set([...codigos, ...news]).size).toBe(120);
  expect(await list(news)).toEqual(await list(codigos));
}, 120_000);

test('finding 29: a byte order mark on request, in exports and reports', async () => {
  const { codigo } = await stack.given.envio();
  const bytes = async (path: string) =>
    Buffer.from(
      await (
        await fetch(`${stack.http.url}${path}`, {
          headers: { ...HOUSE_HEADERS, ...CSV, connection: 'close' },
        })
      ).arrayBuffer(),
    );
  const bom = Buffer.from([0xef, 0xbb, 0xbf]);
  const query = `${PATH}?codigo=${codigo}&campos=codigo`;
  expect((await bytes(`${query}&bom=true`)).toString('hex')).toBe(
    Buffer.concat([bom, await bytes(query)]).toString('hex'),
  );
  expect((await bytes(query)).toString()).toBe(`codigo\r\n${codigo}\r\n`);
  const { body } = await stack.http.post<Importacion>(
    '/v1/importaciones?tipo=trazas',
    `sep=;\nCODIGO;tipo;ocurridoEn;;\n ${codigo.toLowerCase().replace(/(.{4})/g, '$1 ')};ESCANEO;2026-11-20T10:00:00Z;;\nmal;x;y\n`,
    { 'content-type': 'text/csv' },
  );
  await poll('the file to be worked off', async () => {
    const { body: importacion } = await stack.http.get<Importacion>(`/v1/importaciones/${body.id}`);
    return importacion.estado === 'completada' && importacion.aceptadas === 1;
  });
  for (const report of ['errores', 'resultados'])
    expect((await bytes(`/v1/importaciones/${body.id}/${report}?bom=true`)).subarray(0, 3)).toEqual(bom);
  expect(await stack.http.get(`${PATH}?bom=quiza`, CSV)).toMatchObject({ status: 400 });
});
