import { parse } from 'csv-parse/sync';
import { randomUUID } from 'node:crypto';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import type { Dispositivo } from '../../src/modules/dispositivos/dispositivo.dto.js';
import type { PaginaTrazas } from '../../src/modules/envios/envio.dto.js';
import { EXPORTED_FIELDS, type TrazaExportada } from '../../src/modules/envios/traza-walker.js';
import type { Importacion } from '../../src/modules/importaciones/importacion.dto.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

const PATH = '/v1/trazas/exportacion';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const download = async (query: string, accept: string) => {
  const { body } = await stack.http.get<string>(`${PATH}${query}`, { accept });
  return body;
};
const lines = async (query: string) =>
  (await download(query, 'application/x-ndjson'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as TrazaExportada);
const ids = async (query: string) => (await lines(query)).map(({ idEvento }) => idEvento).sort();
const idOf = (traza: object) => (traza as { idEvento: string }).idEvento;

/** Trazas with something in every field, of a device whose clock is an hour behind. */
async function written(codigo: string, dispositivoId: string) {
  const trazas = [
    {
      tipo: 'entregado',
      datos: { firma: '=Ana', n: [1.5, { b: null }] },
      lugar: '=1+1',
      lat: -13.5,
      lon: -72,
    },
    {
      tipo: 'nota',
      motivo: 'clima',
      datos: { texto: 'a "b", c\r\nd' },
      secuencia: 9,
      centroId: randomUUID(),
    },
    { tipo: 'en_transito', ocurridoEn: '1980-01-01T00:00:00.000Z' },
  ].map((fields) => stack.given.traza(codigo, { dispositivoId, ...fields }));
  const late = stack.given.traza(codigo, {
    dispositivoId,
    ocurridoEn: ago(4_000_000),
    enviadoEn: ago(3_600_000),
  });
  await stack.given.applied([...trazas, late]);
  return [...trazas, late];
}

test('finding 17: all that a device wrote is exported, as CSV and as NDJSON', async () => {
  const b = await stack.given.envio();
  const a = await stack.given.envio({ creadoEn: ago(3_600_000) });
  const trazas = await written(b.codigo, randomUUID());
  await stack.given.applied([stack.given.traza(a.codigo)]);
  const query = `?codigo=${b.codigo},${a.codigo}`;
  const exported = await lines(query);
  // Those of an envío stand together, the oldest envío first.
  expect(exported.map(({ codigo }) => codigo)).toEqual([a.codigo, ...trazas.map(() => b.codigo)]);
  const { body } = await stack.http.get<PaginaTrazas>(`/v1/envios/${b.codigo}/trazas`);
  const byId = (x: object, y: object) => (idOf(x) < idOf(y) ? -1 : 1);
  expect(exported.slice(1).sort(byId)).toEqual(
    body.datos.map((traza) => ({ codigo: b.codigo, ...traza })).sort(byId),
  );
  const rows = parse<Record<string, string>>(await download(query, 'text/csv'), { columns: true });
  const cellOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  expect(rows).toEqual(
    (await lines(query)).map((traza) =>
      Object.fromEntries(
        EXPORTED_FIELDS.map((name) => [
          name,
          traza[name] == null ? '' : cellOf(traza[name]).replace(/^=/, "'="),
        ]),
      ),
    ),
  );
  const withMark = await fetch(`${stack.http.url}${PATH}${query}&bom=true`, {
    headers: { ...HOUSE_HEADERS, accept: 'text/csv' },
  });
  const bytes = Buffer.from(await withMark.arrayBuffer());
  expect(bytes.subarray(0, 11).toString('latin1')).toBe('\xEF\xBB\xBFcodigo,i');
});

test('finding 17: what is exported is imported as the same trazas: none is new, none says something else', async () => {
  const { codigo } = await stack.given.envio();
  const dispositivoId = randomUUID();
  await written(codigo, dispositivoId);
  const before = await lines(`?codigo=${codigo}`);
  const file = await download(`?codigo=${codigo}&bom=true`, 'text/csv');
  const answer = await stack.http.post<Importacion>('/v1/importaciones?tipo=trazas', file, {
    'content-type': 'text/csv',
  });
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 202 });
  const done = await poll(
    'the file to be worked off',
    async () => {
      const { body } = await stack.http.get<Importacion>(answer.headers.get('location') as string);
      return body.estado === 'completada' && body;
    },
    60_000,
  );
  expect((await stack.http.get<string>(done.errores)).body).toBe('linea,campo,problema,original\r\n');
  // What comes after them has been stored when they have been looked at.
  await stack.given.applied([stack.given.traza(codigo, { tipo: 'nota', dispositivoId })]);
  expect((await lines(`?codigo=${codigo}`)).length).toBe(before.length + 1);
  const { body } = await stack.http.get<Dispositivo>(`/v1/dispositivos/${dispositivoId}`);
  expect(body).toMatchObject({ totalTrazas: before.length + 1, contenidosDistintos: 0 });
});

test('finding 17: filters of the export', async () => {
  const { codigo } = await stack.given.envio();
  const dispositivo = randomUUID();
  const [entregado, nota, reloj, tarde] = (await written(codigo, dispositivo)).map(idOf) as [
    string,
    string,
    string,
    string,
  ];
  const own = (query: string) => ids(`?dispositivo=${dispositivo}${query}`);
  const all = [entregado, nota, reloj, tarde].sort();
  expect(await own('')).toEqual(all);
  expect(await own('&tipo=nota,entregado')).toEqual([entregado, nota].sort());
  expect(await own('&anomalia=reloj')).toEqual([reloj]);
  expect(await own(`&recibidoDesde=${ago(-60_000)}`)).toEqual([]);
  expect(await own(`&recibidoDesde=${ago(600_000)}&recibidoHasta=${ago(-60_000)}`)).toEqual(all);
  expect(await own(`&creadoHasta=${ago(86_400_000)}`)).toEqual([]);
  expect(await own(`&creadoDesde=${ago(86_400_000)}`)).toEqual(all);
  expect(await own('&codigo=TZ000000005PE')).toEqual([]);
  expect(await stack.http.get(`${PATH}?anomalia=x`)).toMatchObject({ status: 400 });
  expect(await stack.http.get(PATH, { accept: 'application/pdf' })).toMatchObject({ status: 406 });
});

test('finding 17: an envío with more trazas than a page has them all once, and few among many are found', async () => {
  const { codigo, id } = await stack.given.envio({ creadoEn: ago(86_400_000) });
  const few = randomUUID();
  await stack.pool.query(
    `INSERT INTO trazas (envio_id, id_evento, tipo, ocurrido_en, recibido_en, dispositivo_id)
     SELECT $1, gen_random_uuid(), 'posicion', now(), now(), CASE WHEN n % 7000 = 0 THEN $2::uuid END
     FROM generate_series(1, 21000) n`,
    [id, few],
  );
  const all = await ids(`?codigo=${codigo}`);
  expect([all.length, new Set(all).size]).toEqual([21_000, 21_000]);
  expect(await ids(`?dispositivo=${few}`)).toHaveLength(3);
});
