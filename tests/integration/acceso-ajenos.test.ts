import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { ArchiveMonthCommand } from '../../src/commands/archivo/archive-month.command.js';
import { AnnulTrazaCommand } from '../../src/commands/envios/annul-traza.command.js';
import { CancelEnvioCommand } from '../../src/commands/envios/cancel-envio.command.js';
import { CorrectEnvioCommand } from '../../src/commands/envios/correct-envio.command.js';
import { CreateEnviosCommand } from '../../src/commands/envios/create-envios.command.js';
import { CaptureEpcisCommand } from '../../src/commands/epcis/capture-epcis.command.js';
import { CaptureTrazasCommand } from '../../src/commands/trazas/capture-trazas.command.js';
import type { Actor } from '../../src/platform/access/actor.js';
import { GetEnvioQuery } from '../../src/queries/envios/get-envio.query.js';
import { GetCapturaQuery } from '../../src/queries/trazas/get-captura.query.js';
import { epcisDocument, shippingEvent } from '../support/epcis.js';
import { poll } from '../support/poll.js';
import { monthOfText } from '../../src/platform/database/month.js';
import { type Stack, startStack } from '../support/stack.js';
import { actorOf, as, type OwnedEnvio, Tenants } from '../support/tenants.js';

const OLD = { creadoEn: '2020-03-10T15:00:00.000Z' };

let stack: Stack;
let tenants: Tenants;
let queries: QueryBus;
let commands: CommandBus;
let actors: Record<'operador' | 'cliente' | 'transportista', Actor>;

beforeAll(async () => {
  stack = await startStack({ env: { TRAZO_ARCHIVO_GRACIA_DIAS: '0' } });
  [queries, commands] = [stack.get(QueryBus), stack.get(CommandBus)];
  tenants = await new Tenants(stack).create();
  await tenants.add(OLD);
  await commands.execute(new ArchiveMonthCommand(monthOfText('2020-03')));
  actors = {
    operador: actorOf('operador'),
    cliente: actorOf('cliente', { clienteId: tenants.clientes[0] }),
    transportista: actorOf('transportista', { transportistaId: tenants.transportistas[0] }),
  };
});
afterAll(() => stack.close());

describe('what is done to envíos of others', () => {
  const foreign = () =>
    tenants.envios.find(({ clienteId }) => clienteId === tenants.clientes[1]) as { codigo: string };

  test('a cliente cannot cancel or correct them, nor bring them back from the archive', async () => {
    const context = as(actors.cliente);
    const archived = tenants.envios.at(-1) as { codigo: string };
    for (const { codigo } of [foreign(), archived]) {
      const refused = { code: 'envio-desconocido' };
      await expect(commands.execute(new CancelEnvioCommand(codigo, {}, context))).rejects.toMatchObject(
        refused,
      );
      const change = { destino: { ciudad: 'Tacna' } } as never;
      await expect(commands.execute(new CorrectEnvioCommand(codigo, change, context))).rejects.toMatchObject(
        refused,
      );
    }
    expect((await stack.given.detalle(archived.codigo)).fuente).toBe('archivo');
  });

  test('a cliente creates envíos for itself alone', async () => {
    const context = as(actors.cliente);
    const [own, other] = tenants.clientes as [string, string];
    const body = (await stack.given.envioBody({
      transportistaId: tenants.transportistas[0],
    })) as never as object;
    const create = (clienteId: string) =>
      commands.execute(new CreateEnviosCommand([{ ...body, clienteId } as never], '#', context));
    await expect(create(other)).rejects.toMatchObject({
      fields: [{ pointer: '#/clienteId', code: 'no-existe' }],
    });
    await expect(create(randomUUID())).rejects.toMatchObject({
      fields: [{ pointer: '#/clienteId', code: 'no-existe' }],
    });
    const [created] = await create(own);
    const { codigo, id } = created as { codigo: string; id: string };
    tenants.envios.push({ codigo, id, clienteId: own, transportistaId: tenants.transportistas[0] as string });
    const again = commands.execute(new CancelEnvioCommand(codigo, {}, context));
    expect(await again).toMatchObject({ codigo, estado: 'cancelado' });
  });

  test('a transportista annuls trazas of its own envíos alone', async () => {
    const context = as(actors.transportista);
    const { codigo } = tenants.envios.find(
      ({ transportistaId }) => transportistaId === tenants.transportistas[1],
    ) as {
      codigo: string;
    };
    const annul = commands.execute(
      new AnnulTrazaCommand(codigo, randomUUID(), { razon: 'no_ocurrio' }, context),
    );
    await expect(annul).rejects.toMatchObject({ code: 'envio-desconocido' });
  });
});

describe('a device', () => {
  const device = (fields: Partial<Actor> = {}) =>
    actorOf('dispositivo', { transportistaId: tenants.transportistas[0], ...fields });
  const capture = (trazas: object[], actor: Actor) =>
    commands.execute(new CaptureTrazasCommand(trazas, 'proceder', as(actor)));
  const receipt = (id: string, actor: Actor) => queries.execute(new GetCapturaQuery(id, as(actor)));
  const settled = (id: string, actor: Actor) =>
    poll('the receipt', async () => {
      const recibo = await receipt(id, actor);
      return recibo.estado === 'completa' && recibo;
    });

  test('posts for envíos of its transportista; those of others are unknown to it', async () => {
    const [own, foreign] = tenants.envios.slice(0, 2) as unknown as [OwnedEnvio, OwnedEnvio];
    const trazas = [own, foreign].map(({ codigo }) => stack.given.traza(codigo, { tipo: 'escaneo' }));
    const { capturaId } = await capture(trazas, device());
    const recibo = await settled(capturaId, device());
    expect(recibo.eventos.map(({ resultado, problema }) => [resultado, problema])).toEqual([
      ['aplicada', null],
      ['rechazada', 'envio-desconocido'],
    ]);
    const rechazos = await stack.http.get<{ datos: { id: string }[] }>('/v1/rechazos');
    const [{ id }] = rechazos.body.datos as [{ id: string }];
    // Whoever tries it again lends it no right that the device did not have.
    const again = await stack.http.post(`/v1/rechazos/${id}/reproceso`, undefined);
    expect(again.body).toMatchObject({ estado: 'abierto', razon: 'envio-desconocido' });
  });

  test('reads the receipts of its own captures alone; an operator reads all of them', async () => {
    const { capturaId } = await capture(
      [stack.given.traza((tenants.envios[0] as { codigo: string }).codigo)],
      device(),
    );
    await settled(capturaId, device());
    const other = device({ id: 'another key' });
    await expect(receipt(capturaId, other)).rejects.toMatchObject({ code: 'captura-desconocida' });
    expect(await receipt(capturaId, actors.operador)).toMatchObject({ estado: 'completa' });
    const forged = capturaId.replace(/-[0-9a-f]{12}$/, '');
    await expect(receipt(forged, other)).rejects.toMatchObject({ code: 'captura-desconocida' });
  });

  test('whose credential is of one device does not speak for another', async () => {
    const dispositivoId = randomUUID();
    const actor = device({ dispositivoId });
    const { codigo } = tenants.envios[0] as { codigo: string };
    const trazas = [
      stack.given.traza(codigo, { tipo: 'escaneo' }),
      stack.given.traza(codigo, { tipo: 'escaneo', dispositivoId: randomUUID() }),
      stack.given.traza(codigo, { tipo: 'escaneo', dispositivoId }),
    ];
    const { capturaId, rechazadas } = await capture(trazas, actor);
    expect(rechazadas.map(({ indice, fields }) => [indice, fields])).toEqual([
      [1, [{ pointer: '#/1/dispositivoId', code: 'dispositivo-ajeno' }]],
    ]);
    await settled(capturaId, actor);
    const { rows } = await stack.pool.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM trazas WHERE dispositivo_id = $1',
      [dispositivoId],
    );
    expect(rows[0]?.count).toBe(2);
  });

  test('an envío of an older version, whose owner is not beside its code, is told apart all the same', async () => {
    const [own, foreign] = tenants.envios.slice(0, 2) as unknown as [OwnedEnvio, OwnedEnvio];
    await stack.pool.query('UPDATE codigos_envio SET cliente_id = NULL, transportista_id = NULL');
    const trazas = [own, foreign].map(({ codigo }) => stack.given.traza(codigo, { tipo: 'escaneo' }));
    const { capturaId } = await capture(trazas, device());
    expect((await settled(capturaId, device())).eventos.map(({ resultado }) => resultado)).toEqual([
      'aplicada',
      'rechazada',
    ]);
    const cliente = actors.cliente;
    const owned = tenants.ownedBy(cliente);
    for (const { codigo } of tenants.envios) {
      const read = queries.execute(new GetEnvioQuery(codigo, {}, as(cliente)));
      if (owned.includes(codigo)) expect(await read).toMatchObject({ codigo });
      else await expect(read).rejects.toMatchObject({ code: 'envio-desconocido' });
    }
  });

  test('an archived envío of another transportista, of an older version, stays where it is and is unknown to it', async () => {
    const foreign = tenants.envios.findLast(
      ({ transportistaId }) => transportistaId === tenants.transportistas[1],
    ) as OwnedEnvio;
    const { historial } = await stack.given.detalle(foreign.codigo);
    const { idEvento } = historial[0] as { idEvento: string };
    // Not those that earlier tests brought back.
    await stack.pool.query('UPDATE codigos_envio SET cliente_id = NULL, transportista_id = NULL');
    const scan = (fields = {}) => stack.given.traza(foreign.codigo, { tipo: 'escaneo', ...fields });
    const whole = await commands.execute(new CaptureTrazasCommand([scan()], 'todo-o-nada', as(device())));
    await stack.pool.query('UPDATE codigos_envio SET cliente_id = NULL, transportista_id = NULL');
    const each = await capture([scan(), scan({ idEvento })], device());
    for (const { capturaId } of [whole, each])
      for (const evento of (await settled(capturaId, device())).eventos)
        expect(evento).toMatchObject({ resultado: 'rechazada', problema: 'envio-desconocido' });
    await stack.pool.query('UPDATE codigos_envio SET cliente_id = NULL, transportista_id = NULL');
    const again = await stack.http.post('/v1/rechazos/reproceso', { codigo: foreign.codigo });
    expect(again.body).toMatchObject({ intentados: 3, rechazadas: 3 });
    expect((await stack.given.detalle(foreign.codigo)).fuente).toBe('archivo');
    const own = await capture(
      [scan({ idEvento: randomUUID() })],
      device({
        transportistaId: foreign.transportistaId,
      }),
    );
    expect(
      (await settled(own.capturaId, device({ transportistaId: foreign.transportistaId }))).eventos,
    ).toMatchObject([{ resultado: 'aplicada' }]);
  });

  test('is told of no envío of another transportista by a document of EPCIS that is all or nothing', async () => {
    const codes = tenants.envios.filter(
      ({ transportistaId }) => transportistaId === tenants.transportistas[1],
    );
    const told = (codigo: string) =>
      commands.execute(
        new CaptureEpcisCommand(epcisDocument([shippingEvent([codigo])]), 'rollback', as(device())),
      );
    const unknown = {
      code: 'validacion',
      fields: [{ pointer: expect.stringMatching(/epcList\/0$/), code: 'no-existe' }],
    };
    for (const { codigo } of codes) await expect(told(codigo)).rejects.toMatchObject(unknown);
    await stack.pool.query('UPDATE codigos_envio SET cliente_id = NULL, transportista_id = NULL');
    for (const { codigo } of codes) await expect(told(codigo)).rejects.toMatchObject(unknown);
    expect(await told((tenants.envios[0] as OwnedEnvio).codigo)).toMatch(/^[0-9a-f-]{36}/);
  });
});
