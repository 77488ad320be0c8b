import { CommandBus } from '@nestjs/cqrs';
import { parse } from 'csv-parse/sync';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import type { EnvioResumen, PaginaEnvios } from '../../src/modules/envios/envio.dto.js';
import { answersAs } from '../support/api-description.js';
import { ListData, ORDENES } from '../support/list-data.js';
import { derive, listModel, type ModelFilter } from '../support/list-model.js';
import { seededRandom } from '../support/random.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let data: ListData;
const random = seededRandom();
const refresh = () => stack.get(CommandBus).execute(new RefreshReadModelsCommand());

// Part of the rows in the base, part of them in the delta, part of them in both.
beforeAll(async () => {
  stack = await startStack({ env: { TRAZO_REFRESCO_SEGUNDOS: '86400' } });
  data = new ListData(stack, random);
  await data.prepare();
  await data.create(120);
  await data.report(400);
  await refresh();
  await data.create(60);
  await data.report(200);
});
afterAll(() => stack.close());

const query = (filter: ModelFilter) => new URLSearchParams(filter as Record<string, string>).toString();

/** All pages of a list, by way of the cursors. */
async function walk(filter: ModelFilter, limit: number): Promise<EnvioResumen[]> {
  const datos: EnvioResumen[] = [];
  for (let cursor = ''; ;) {
    const path = `/v1/envios?${query({ ...filter, limit: String(limit), ...(cursor && { cursor }) })}`;
    const { status, body, headers } = await stack.http.get<PaginaEnvios>(path);
    expect({ path, status }).toEqual({ path, status: 200 });
    expect(body.datos.length).toBe(body.siguiente ? limit : body.datos.length);
    expect(headers.get('link') === null).toBe(body.siguiente === null);
    datos.push(...body.datos);
    if (!body.siguiente) return datos;
    cursor = body.siguiente;
  }
}

async function expectAsModel(filter: ModelFilter, limit = 5 + Math.floor(random() * 60)) {
  const listed = await walk(filter, limit);
  const expected = listModel(data.envios, filter).map(({ codigo }) => codigo);
  expect({ filter, limit, codigos: listed.map(({ codigo }) => codigo) }).toEqual({
    filter,
    limit,
    codigos: expected,
  });
  return expected.length;
}

describe.each(['before', 'after'])('%s the refresh', (when) => {
  beforeAll(async () => {
    const { rows } = await stack.pool.query('SELECT FROM delta_envios_detalle');
    expect(rows.length > 0).toBe(true);
    if (when === 'after') await refresh();
  });

  test('a list is as the model has it, field by field', async () => {
    const listed = await walk({}, 200);
    const derived = new Map(data.envios.map((envio) => [envio.codigo, derive(envio)]));
    expect(listed.length).toBe(data.envios.length);
    const check = await answersAs(stack.http);
    check('PaginaEnvios', { datos: listed.slice(0, 200), archivo: null, siguiente: null });
    for (const { codigo, estado, motivo, ultimaTrazaEn, ultimoCentroId } of listed) {
      const model = derived.get(codigo)!;
      expect({ codigo, estado, motivo, ultimaTrazaEn, ultimoCentroId }).toEqual({
        codigo,
        estado: model.estado,
        motivo: model.motivo,
        ultimaTrazaEn: model.ultimaTraza,
        ultimoCentroId: model.centroId,
      });
    }
  });

  test.each(ORDENES)('in the order %s, page by page', async (orden) => {
    for (const limit of [13, 200]) expect(await expectAsModel({ orden }, limit)).toBe(data.envios.length);
  });

  test.each([
    'estado',
    'motivo',
    'cliente',
    'transportista',
    'centro',
    'referencia',
    'region',
    'creadoDesde',
    'creadoHasta',
    'ultimaTrazaDesde',
    'ultimaTrazaHasta',
    'atrasado',
    'sinMovimientoDesde',
    'codigo',
    'q',
  ])('%s alone, in every order', async (name) => {
    let found = 0;
    for (const orden of ORDENES) found += await expectAsModel({ [name]: data.filters()[name]!(), orden });
    expect(found).toBeGreaterThan(0);
  });

  test('finding 40: a referencia is found exactly as it is, in a list and in an export', async () => {
    for (const referencia of [
      'Ñandú/77',
      'remesa77',
      'Remesa77',
      'remesa7',
      'nandu/77',
      'N\u0303andu\u0301/77',
    ]) {
      const nfc = referencia.normalize('NFC');
      const found = listModel(data.envios, { referencia: nfc }).map(({ codigo }) => codigo);
      const { datos } = (
        await stack.http.get<PaginaEnvios>(`/v1/envios?${query({ referencia, limit: '200' })}`)
      ).body;
      expect([referencia, datos.map(({ codigo }) => codigo)]).toEqual([referencia, found]);
      const { body } = await stack.http.get<string>(`/v1/envios/exportacion?${query({ referencia })}`);
      expect(parse(body, { columns: true })).toHaveLength(found.length);
    }
  });

  test('combinations', async () => {
    let found = 0;
    for (let round = 0; round < 60; round += 1) found += await expectAsModel(data.randomFilter());
    expect(found).toBeGreaterThan(0);
  });

  test('an export is the list', async () => {
    for (let round = 0; round < 10; round += 1) {
      const filter = round === 0 ? {} : data.randomFilter();
      const listed = await walk(filter, 200);
      const path = `/v1/envios/exportacion?${query(filter)}`;
      const json = await stack.http.get<string>(path, { accept: 'application/x-ndjson' });
      expect(json.headers.get('content-type')).toBe('application/x-ndjson');
      expect(lines(json.body)).toEqual(listed);
      const csv = await stack.http.get<string>(path, { accept: 'text/csv' });
      expect(csv.headers.get('content-type')).toContain('text/csv');
      const rows: Record<string, string>[] = parse(csv.body, { columns: true });
      expect(rows.map((row) => [row['codigo'], row['destino.ciudad']])).toEqual(
        listed.map(({ codigo, destino }) => [codigo, destino.ciudad]),
      );
    }
  });
});

const lines = (text: string | object) =>
  // One line alone is JSON, and was parsed as such.
  (typeof text === 'string' ? text.split('\n').filter(Boolean) : [JSON.stringify(text)]).map((line) =>
    JSON.parse(line),
  );
