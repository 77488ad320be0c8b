import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import type { PaginaEnvios } from '../../src/modules/envios/envio.dto.js';
import type { Importacion } from '../../src/modules/importaciones/importacion.dto.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

const NFC = 'Áncash Ñandú';
const NFD = NFC.normalize('NFD');
const PLACE = { direccion: 'Av. Sol 20', ciudad: 'Huaraz', pais: 'PE' };

/** Both forms of a text, as a query has them. */
const FORMS = [NFC, NFD].map((text) => encodeURIComponent(text));
const listed = async (query: string) =>
  (await stack.http.get<PaginaEnvios>(`/v1/envios?${query}`)).body.datos.map(({ codigo }) => codigo).sort();
const regions = async () => {
  const { rows } = await stack.pool.query<{ region: string }>(
    'SELECT DISTINCT destino_region AS region FROM vista_envios_detalle ORDER BY 1',
  );
  return rows.map(({ region }) => region);
};

test('finding 30: a region in NFD is the same region: in lists, searches and figures', async () => {
  const envios = await Promise.all(
    [NFC, NFD].map((region) =>
      stack.given.envio({ destino: { ...PLACE, region }, destinatario: { nombre: `José ${region}` } }),
    ),
  );
  const codigos = envios.map(({ codigo }) => codigo).sort();
  const { destino, destinatario } = await stack.given.detalle(envios[1]!.codigo);
  expect([destino.region, destinatario.nombre]).toEqual([NFC, `José ${NFC}`]);
  await stack.get(CommandBus).execute(new RefreshReadModelsCommand(true));
  for (const form of FORMS) {
    expect(await listed(`region=${form}`)).toEqual(codigos);
    expect(await listed(`q=${form}`)).toEqual(codigos);
    const figures = await stack.http.get<{ datos: { region: string; creados: number }[] }>(
      `/v1/kpis/diario?por=region&region=${form}`,
    );
    expect(figures.status).toBe(200);
    expect(new Set(figures.body.datos.map(({ region }) => region))).toEqual(new Set([NFC]));
  }
});

test('finding 30: the bounds of a text are those of its form in NFC', async () => {
  const ciudad = 'é'.repeat(120).normalize('NFD');
  const { codigo } = await stack.given.envio({ destino: { ...PLACE, region: 'ANC', ciudad } });
  expect((await stack.given.detalle(codigo)).destino.ciudad).toBe('é'.repeat(120));
  const lugar = 'ñ'.repeat(200).normalize('NFD');
  await stack.given.applied([stack.given.traza(codigo, { lugar })]);
  expect((await stack.given.detalle(codigo)).historial).toMatchObject([{ lugar: 'ñ'.repeat(200) }]);
});

test('finding 30: a name, a code and a request are the same in either form', async () => {
  const { nombre, id } = await stack.given.cliente({ nombre: NFD });
  expect(nombre).toBe(NFC);
  const codigo = `Ñ${randomUUID().slice(0, 8)}`;
  await stack.given.transportista({ codigo });
  expect(
    await stack.http.post('/v1/transportistas', { nombre: 'Otro', codigo: codigo.normalize('NFD') }),
  ).toMatchObject({ status: 409 });
  const key = { 'idempotency-key': `"${randomUUID()}"` };
  const first = await stack.http.post<{ id: string }>('/v1/clientes', { nombre: NFC }, key);
  const again = await stack.http.post<{ id: string }>('/v1/clientes', { nombre: NFD }, key);
  expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
  expect(first.body.id).not.toBe(id);
});

test('finding 30: a file in NFD', async () => {
  const { clienteId, transportistaId } = await stack.given.envioBody();
  const text = [
    'clienteId,transportistaId,referencia,destinatario.nombre,origen.direccion,origen.ciudad,origen.region,origen.pais,' +
      'destino.direccion,destino.ciudad,destino.region,destino.pais,bultos,pesoG',
    `${String(clienteId)},${String(transportistaId)},archivo-nfd,${NFD},Jr. Ica,Lima,LIM,PE,Av. Sol,Huaraz,${NFD},PE,1,1`,
  ].join('\n');
  const { body } = await stack.http.post<Importacion>('/v1/importaciones?tipo=envios', text, {
    'content-type': 'text/csv',
  });
  await poll('the file to be worked off', async () => {
    const importacion = await stack.http.get<Importacion>(`/v1/importaciones/${body.id}`);
    return importacion.body.estado === 'completada';
  });
  const found = await stack.http.get<PaginaEnvios>(`/v1/envios?q=archivo-nfd&region=${FORMS[0]}`);
  expect(found.body.datos).toMatchObject([{ destino: { region: NFC }, destinatario: { nombre: NFC } }]);
});

test('finding 30: what is stored otherwise already is brought to NFC, and read models follow', async () => {
  const { codigo, id } = await stack.given.envio({ destino: { ...PLACE, region: NFC } });
  const { id: cliente } = await stack.given.cliente();
  const { id: transportista } = await stack.given.transportista();
  // As an earlier version wrote it.
  await stack.pool.query(`UPDATE envios SET destino_region = $2, destinatario_nombre = $2 WHERE id = $1`, [
    id,
    NFD,
  ]);
  await stack.pool.query('UPDATE clientes SET nombre = $2 WHERE id = $1', [cliente, NFD]);
  await stack.pool.query('UPDATE transportistas SET nombre = $2 WHERE id = $1', [transportista, NFD]);
  const month = new Date().toISOString().slice(0, 7).replace('-', '_');
  await stack.pool.query(`SELECT marcar_envios_detalle_${month}($1)`, [[id]]);
  await stack.get(CommandBus).execute(new RefreshReadModelsCommand(true));
  expect(await regions()).toContain(NFD);

  await stack.pool.query(
    readFileSync('prisma/migrations/20261128060000_palabras_en_nfc/migration.sql', 'utf8'),
  );
  expect(await regions()).not.toContain(NFD);
  expect(await listed(`region=${FORMS[1]}`)).toContain(codigo);
  expect((await stack.given.detalle(codigo)).destinatario.nombre).toBe(NFC);
  for (const [table, key] of [
    ['clientes', cliente],
    ['transportistas', transportista],
  ] as const) {
    const { rows } = await stack.pool.query(`SELECT nombre FROM ${table} WHERE id = $1`, [key]);
    expect(rows).toEqual([{ nombre: NFC }]);
  }
});
