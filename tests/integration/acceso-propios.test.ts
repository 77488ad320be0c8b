import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ArchiveMonthCommand } from '../../src/commands/archivo/archive-month.command.js';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import type { Actor } from '../../src/platform/access/actor.js';
import { GetEnvioQuery } from '../../src/queries/envios/get-envio.query.js';
import { GetExportacionQuery } from '../../src/queries/envios/get-exportacion.query.js';
import { ListEnviosQuery } from '../../src/queries/envios/list-envios.query.js';
import { ListEnvioTrazasQuery } from '../../src/queries/envios/list-envio-trazas.query.js';
import { GetEnvioStreamQuery } from '../../src/queries/eventos/get-envio-stream.query.js';
import { ListEventosQuery } from '../../src/queries/eventos/list-eventos.query.js';
import { GetKpiResumenQuery } from '../../src/queries/kpis/get-kpi-resumen.query.js';
import { ListKpiDiarioQuery } from '../../src/queries/kpis/list-kpi-diario.query.js';
import { ListKpiMotivosQuery } from '../../src/queries/kpis/list-kpi-motivos.query.js';
import { monthOfText } from '../../src/platform/database/month.js';
import { type Stack, startStack } from '../support/stack.js';
import { actorOf, as, Tenants } from '../support/tenants.js';

const OLD = { creadoEn: '2020-03-10T15:00:00.000Z' };

let stack: Stack;
let tenants: Tenants;
let queries: QueryBus;
let commands: CommandBus;
let actors: Record<string, Actor>;

beforeAll(async () => {
  stack = await startStack({ env: { TRAZO_ARCHIVO_GRACIA_DIAS: '0' } });
  [queries, commands] = [stack.get(QueryBus), stack.get(CommandBus)];
  tenants = await new Tenants(stack).create();
  // In the base, in the delta, and in the archive.
  await commands.execute(new RefreshReadModelsCommand());
  await tenants.add();
  await tenants.add(OLD);
  await commands.execute(new RefreshReadModelsCommand());
  await commands.execute(new ArchiveMonthCommand(monthOfText('2020-03')));
  const [clienteId, otherCliente] = tenants.clientes as [string, string];
  const [transportistaId] = tenants.transportistas as [string, string];
  actors = {
    operador: actorOf('operador'),
    auditor: actorOf('auditor'),
    administrador: actorOf('administrador'),
    cliente: actorOf('cliente', { clienteId }),
    'another cliente': actorOf('cliente', { clienteId: otherCliente }),
    'a cliente of nothing': actorOf('cliente'),
    transportista: actorOf('transportista', { transportistaId }),
  };
});
afterAll(() => stack.close());

const WHO = [
  'operador',
  'auditor',
  'administrador',
  'cliente',
  'another cliente',
  'a cliente of nothing',
  'transportista',
];
const codigosOf = (rows: readonly object[]) => rows.map((row) => (row as { codigo: string }).codigo).sort();

async function listAll(actor: Actor, filter: Record<string, unknown> = {}): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | undefined; ;) {
    const input = {
      orden: '-creado',
      limit: 3,
      incluirArchivo: 'true',
      ...filter,
      ...(cursor && { cursor }),
    };
    const page = await queries.execute(new ListEnviosQuery(input as never, as(actor)));
    found.push(...codigosOf(page.datos));
    if (!page.siguiente) return found.sort();
    cursor = page.siguiente;
  }
}

describe.each(WHO)('%s', (who) => {
  const actor = () => actors[who] as Actor;

  test('sees in lists, by every order and by words, its own envíos and no others', async () => {
    const owned = tenants.ownedBy(actor());
    for (const orden of ['-creado', 'creado', '-ultimaTraza', 'fechaEstimada'])
      expect([orden, await listAll(actor(), { orden })]).toEqual([orden, owned]);
    for (const q of ['pedido', 'Ana', 'Café', 'Andino']) {
      const everybody = await listAll(actors['operador'] as Actor, { q });
      expect([q, await listAll(actor(), { q })]).toEqual([
        q,
        everybody.filter((codigo) => owned.includes(codigo)),
      ]);
    }
    const codigo = tenants.envios.map((envio) => envio.codigo);
    expect(await listAll(actor(), { codigo })).toEqual(owned);
    for (const cliente of tenants.clientes) {
      const his = tenants.envios.filter((envio) => envio.clienteId === cliente).map((envio) => envio.codigo);
      expect(await listAll(actor(), { cliente })).toEqual(owned.filter((each) => his.includes(each)));
    }
  });

  test('exports its own envíos and no others', async () => {
    const input = { orden: '-creado', incluirArchivo: 'true' } as never;
    const { stream } = await queries.execute(
      new GetExportacionQuery(input, 'application/x-ndjson', as(actor())),
    );
    const lines = (await stream.toArray()).join('').trim().split('\n').filter(Boolean);
    expect(codigosOf(lines.map((line) => JSON.parse(line) as object))).toEqual(tenants.ownedBy(actor()));
  });

  test('reads its own envíos, hot and archived, and nothing tells whether others exist', async () => {
    const owned = tenants.ownedBy(actor());
    for (const { codigo } of tenants.envios) {
      const reads = [
        queries.execute(new GetEnvioQuery(codigo, {}, as(actor()))),
        queries.execute(new GetEnvioQuery(codigo, { historial: '1' }, as(actor()))),
        queries.execute(new GetEnvioQuery(codigo, { al: '2199-01-01T00:00:00Z' }, as(actor()))),
        queries.execute(new ListEnvioTrazasQuery(codigo, { limit: 10 }, as(actor()))),
        queries.execute(new GetEnvioStreamQuery(codigo, as(actor()))).then((stream) => stream.destroy()),
      ];
      for (const [index, { status, reason }] of (
        (await Promise.allSettled(reads)) as PromiseRejectedResult[]
      ).entries()) {
        const seen = status === ('fulfilled' as string) ? 'seen' : (reason as { code: string }).code;
        expect([codigo, index, seen]).toEqual([
          codigo,
          index,
          owned.includes(codigo) ? 'seen' : 'envio-desconocido',
        ]);
      }
    }
  });

  test('counts its own envíos and no others', async () => {
    const owned = tenants.ownedBy(actor()).length;
    const hot = tenants.envios.filter(
      ({ codigo }, index) => tenants.ownedBy(actor()).includes(codigo) && index < 8,
    ).length;
    await commands.execute(new RefreshReadModelsCommand());
    const resumen = async (input: object) => {
      const body = await queries.execute(
        new GetKpiResumenQuery({ sinMovimientoHoras: 72, ...input }, as(actor())),
      );
      return body.estados.reduce((sum, { envios }) => sum + envios, 0);
    };
    expect([await resumen({}), await resumen({ incluirArchivo: 'true' })]).toEqual([hot, owned]);
    for (const cliente of tenants.clientes) {
      const his = tenants.envios.filter((envio) => envio.clienteId === cliente).map(({ codigo }) => codigo);
      const expected = tenants.ownedBy(actor()).filter((codigo) => his.includes(codigo)).length;
      expect(await resumen({ cliente, incluirArchivo: 'true' })).toBe(expected);
    }
    const diario = { por: ['cliente', 'transportista'], limit: 200 } as never;
    const { datos } = await queries.execute(new ListKpiDiarioQuery(diario, as(actor())));
    const created = (datos as unknown as { creados: number }[]).reduce(
      (sum, { creados }) => sum + creados,
      0,
    );
    expect(created).toBe(hot);
    const motivos = await queries.execute(
      new ListKpiMotivosQuery({ por: ['motivo'], limit: 200 } as never, as(actor())),
    );
    expect(motivos.datos).toEqual([]);
  });

  test('hears of its own envíos in the feed, and of no others', async () => {
    const heard = new Set<string>();
    for (let cursor: string | undefined; ;) {
      const input = { limit: 5, ...(cursor && { cursor }) } as never;
      const page = await queries.execute(new ListEventosQuery(input, as(actor())));
      for (const { data } of page.eventos) heard.add(data.codigo);
      cursor = page.cursor;
      if (page.upToDate) break;
    }
    expect([...heard].sort()).toEqual(tenants.ownedBy(actor()));
  });
});

test('a cursor is of whoever got it', async () => {
  const input = { orden: '-creado', limit: 1 } as never;
  const operador = actors['operador'] as Actor;
  const page = await queries.execute(new ListEnviosQuery(input, as(operador)));
  const next = { ...(input as object), cursor: page.siguiente } as never;
  await expect(
    queries.execute(new ListEnviosQuery(next, as({ ...operador, id: 'another' }))),
  ).rejects.toMatchObject({
    code: 'validacion',
  });
  expect((await queries.execute(new ListEnviosQuery(next, as(operador)))).datos).toHaveLength(1);
});
