import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveMonthCommand } from '../../src/commands/archivo/archive-month.command.js';
import { PurgeClienteCommand } from '../../src/commands/archivo/purge-cliente.command.js';
import { RestoreMonthCommand } from '../../src/commands/archivo/restore-month.command.js';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import { type ArchiveRun, UNATTENDED } from '../../src/modules/archivo/run/archive-run.js';
import type { EnvioDetalle } from '../../src/modules/envios/envio.dto.js';
import { monthOfText } from '../../src/platform/database/month.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

const MES = monthOfText('2020-03');
const CREADO = { creadoEn: '2020-03-10T15:00:00.000Z' };

let stack: Stack;
let commands: CommandBus;
beforeAll(async () => {
  stack = await startStack({ env: { TRAZO_ARCHIVO_GRACIA_DIAS: '0' } });
  commands = stack.get(CommandBus);
});
afterAll(() => stack.close());

/** An envío of March 2020 that was delivered, with a history of every kind of value. */
async function delivered(fields: Record<string, unknown> = {}) {
  const { codigo } = await stack.given.envio({ ...CREADO, ...fields });
  await stack.given.applied([
    stack.given.traza(codigo, {
      tipo: 'recogido',
      ocurridoEn: '2020-03-10T16:00:00.123Z',
      lat: -12.046373123456,
      lon: -77.1e-7,
      lugar: 'Lima, «Centro», "norte"\nsegundo piso',
      secuencia: 1,
      datos: { grande: 1234567890.125, texto: 'añó', lista: [1, null, '""'] },
      dispositivoId: randomUUID(),
    }),
    stack.given.traza(codigo, { tipo: 'nota', ocurridoEn: '2020-03-11T10:00:00.000Z', lugar: '\\N' }),
    stack.given.traza(codigo, { tipo: 'entregado', ocurridoEn: '2020-03-12T10:00:00.000Z', secuencia: 2 }),
  ]);
  return codigo;
}
const without = ({ fuente: _, ...envio }: EnvioDetalle) => envio;
const archive = () => commands.execute(new ArchiveMonthCommand(MES));
const restore = () => commands.execute(new RestoreMonthCommand(MES));

test('a month goes to the archive, is read there as before, and comes back', async () => {
  const codigos = [
    await delivered(),
    await delivered({ referencia: null, fechaEstimada: '2020-03-20T00:00:00Z' }),
  ];
  const open = (await stack.given.envio(CREADO)).codigo;
  await commands.execute(new RefreshReadModelsCommand());
  const before = await Promise.all([...codigos, open].map((codigo) => stack.given.detalle(codigo)));
  expect(await archive()).toMatchObject({ estado: 'eliminado', caliente: true, archivada: 1 });

  const after = await Promise.all([...codigos, open].map((codigo) => stack.given.detalle(codigo)));
  expect(after.map(({ fuente }) => fuente)).toEqual(['archivo', 'archivo', 'base']);
  expect(after.map(without)).toEqual(before.map(without));
  const { rows } = await stack.pool.query<{ codigo: string }>('SELECT codigo FROM envios');
  expect(rows).toEqual([{ codigo: open }]);

  expect(await restore()).toMatchObject({ estado: 'abierto', caliente: true, archivada: null });
  const restored = await Promise.all([...codigos, open].map((codigo) => stack.given.detalle(codigo)));
  expect(restored.map(({ fuente }) => fuente)).toEqual(['base', 'base', 'base']);
  expect(restored.map(without)).toEqual(before.map(without));
});

test('a new traza brings an archived envío back with its whole history; a repeat changes nothing', async () => {
  const [codigo, other] = [await delivered(), await delivered()];
  await archive();
  const before = await stack.given.detalle(codigo);
  expect(before.fuente).toBe('archivo');
  const idEvento = before.historial[0]?.idEvento.toUpperCase();
  const repeat = await stack.given.applied([stack.given.traza(codigo, { idEvento, tipo: 'entregado' })]);
  expect(repeat).toMatchObject({ duplicadas: 1, aplicadas: 0 });
  expect(await stack.given.detalle(codigo)).toEqual(before);

  const late = stack.given.traza(codigo, { tipo: 'reapertura', ocurridoEn: '2020-03-13T10:00:00.000Z' });
  expect(await stack.given.applied([late, { ...late, idEvento, tipo: 'nota' }])).toMatchObject({
    duplicadas: 1,
    aplicadas: 1,
  });
  const after = await stack.given.detalle(codigo);
  expect(after).toMatchObject({ estado: 'en_transito', totalTrazas: 4 });
  expect(after.historial.slice(1)).toEqual(before.historial);
  expect((await stack.given.detalle(other)).fuente).toBe('archivo');

  await stack.given.applied([
    stack.given.traza(codigo, { tipo: 'entregado', ocurridoEn: '2020-03-14T10:00:00Z' }),
  ]);
  const closed = await stack.given.detalle(codigo);
  await commands.execute(new RefreshReadModelsCommand());
  expect(await archive()).toMatchObject({ estado: 'eliminado', archivada: 3 });
  expect(await stack.given.detalle(codigo)).toEqual({ ...closed, fuente: 'archivo' });
});

test('what is created late in an archived month is hot, and goes with the next export', async () => {
  const { codigo } = await stack.given.envio(CREADO);
  expect(await stack.given.detalle(codigo)).toMatchObject({ estado: 'registrado', fuente: 'delta' });
  const cancelled = await stack.http.post(`/v1/envios/${codigo}/cancelacion`, {
    motivo: 'cancelado_por_remitente',
  });
  expect(cancelled.status).toBe(200);
  await archive();
  expect(await stack.given.detalle(codigo)).toMatchObject({ estado: 'cancelado', fuente: 'archivo' });
  const again = await stack.http.post(`/v1/envios/${codigo}/cancelacion`, {
    motivo: 'cancelado_por_remitente',
  });
  expect(again.body).toEqual({ codigo, estado: 'cancelado' });
});

test('an archived traza can be annulled: its envío comes back for it', async () => {
  const codigo = await delivered();
  await archive();
  const [last] = (await stack.given.detalle(codigo)).historial;
  const answer = await stack.http.post(`/v1/envios/${codigo}/trazas/${last?.idEvento}/anulacion`, {
    razon: 'no_ocurrio',
  });
  expect(answer.status).toBe(200);
  const detalle = await stack.given.detalle(codigo);
  expect(detalle).toMatchObject({ estado: 'recogido', totalTrazas: 3 });
  expect(detalle.historial[0]).toMatchObject({ anulada: true });
  await restore();
  expect(await stack.given.detalle(codigo)).toEqual({ ...detalle, fuente: expect.any(String) });
});

test('the personal data of a cliente go from the database and from the archive, and nothing else does', async () => {
  const cliente = await stack.given.cliente({ nombre: 'Bodega Sur', email: 'b@sur.pe' });
  const kept = await delivered();
  const archived = await delivered({ clienteId: cliente.id });
  await archive();
  const before = await stack.given.detalle(kept);
  const hot = (await stack.given.envio({ ...CREADO, clienteId: cliente.id })).codigo;
  const purge = (run?: ArchiveRun) =>
    commands.execute(new PurgeClienteCommand(cliente.id, 'solicitud 12', '10.0.0.1', run));
  const simulacro = await purge({ ...UNATTENDED, simulacro: true });
  expect(simulacro).toEqual({ envios: 1, periodos: [{ mes: '2020-03', envios: 1 }] });
  expect((await stack.given.detalle(archived)).destinatario.nombre).toBe('Ana Q.');

  expect(await purge()).toEqual(simulacro);
  for (const codigo of [archived, hot])
    expect(await stack.given.detalle(codigo)).toMatchObject({
      cliente: { nombre: 'Datos eliminados' },
      referencia: null,
      destinatario: { nombre: 'Datos eliminados', telefono: null, email: null },
      destino: { direccion: 'Datos eliminados', ciudad: 'Cusco', lat: null },
    });
  const { historial, fuente } = await stack.given.detalle(archived);
  expect([fuente, historial.length, historial.map(({ lat }) => lat)]).toEqual([
    'archivo',
    3,
    [null, null, null],
  ]);
  expect(await stack.given.detalle(kept)).toEqual(before);
  const generations = readdirSync(join(stack.config.TRAZO_ARCHIVO_DIR, 'meses/2020-03'));
  expect(generations).toHaveLength(1);
  const { rows } = await stack.pool.query(
    'SELECT solicitada_por, motivo, envios, periodos, terminada_en IS NOT NULL AS terminada FROM purgas',
  );
  expect(rows).toEqual([
    { solicitada_por: '10.0.0.1', motivo: 'solicitud 12', ...simulacro, terminada: true },
  ]);
  expect(await purge()).toEqual({ envios: 0, periodos: [] });
});

test('operators send months on their way through the API, and see where they are', async () => {
  const codigo = await delivered({ creadoEn: '2019-07-10T15:00:00.000Z' });
  type Run = { id: string; estado: string; resultado: unknown };
  const ended = (id: string) =>
    poll('the run to end', async () => {
      const { body } = await stack.http.get<Run>(`/v1/ejecuciones/${id}`);
      return !['en_cola', 'en_curso'].includes(body.estado) && body;
    });
  const send = async (what: string, input: object = {}) => {
    const answer = await stack.http.post<Run>(`/v1/periodos/2019-07/${what}`, input);
    expect(answer.status).toBe(202);
    return ended(answer.body.id);
  };
  const where = async () => (await stack.http.get('/v1/periodos/2019-07')).body;
  expect(await send('archivado', { simulacro: true })).toMatchObject({
    estado: 'completada',
    resultado: { avanzados: [{ mes: '2019-07', de: 'abierto', a: 'separado' }], detenidos: [] },
  });
  expect(await where()).toMatchObject({ estado: 'abierto', archivo: null });
  expect(await send('archivado')).toMatchObject({ estado: 'completada' });
  expect(await where()).toMatchObject({
    estado: 'eliminado',
    archivo: { envios: 1, trazas: 3 },
    problema: null,
  });
  expect((await stack.given.detalle(codigo)).fuente).toBe('archivo');
  expect(await send('restauracion')).toMatchObject({ estado: 'completada', resultado: { mes: '2019-07' } });
  expect(await where()).toMatchObject({ estado: 'abierto', archivo: null });
  expect(await send('restauracion')).toMatchObject({ estado: 'fallida' });

  const problem = async (path: string) => (await stack.http.get(path)).body;
  expect(await problem('/v1/periodos/2019-13')).toMatchObject({
    errors: [{ pointer: '#/mes', code: 'mes' }],
  });
  expect(await problem('/v1/periodos/1999-01')).toMatchObject({ status: 404 });
});
