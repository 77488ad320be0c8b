import { CommandBus } from '@nestjs/cqrs';
import { ArchiveMonthCommand } from '../../src/commands/archivo/archive-month.command.js';
import { RestoreMonthCommand } from '../../src/commands/archivo/restore-month.command.js';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import { monthOfText } from '../../src/platform/database/month.js';
import { type Stack, startStack } from '../support/stack.js';

const MES = monthOfText('2020-03');
const CREADO = { creadoEn: '2020-03-10T15:00:00.000Z' };

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

test('finding 16: what a device said of its clock goes to the archive and comes back', async () => {
  const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
  const commands = stack.get(CommandBus);
  const { codigo } = await stack.given.envio(CREADO);
  await stack.given.applied([
    // An hour slow, and right.
    stack.given.traza(codigo, { tipo: 'recogido', ocurridoEn: ago(7_200_000), enviadoEn: ago(3_600_000) }),
    stack.given.traza(codigo, { tipo: 'entregado', enviadoEn: ago(0) }),
  ]);
  await commands.execute(new RefreshReadModelsCommand());
  const before = await stack.given.detalle(codigo);
  const said = before.historial.map(({ enviadoEn, ocurridoEnDispositivo }) => [
    enviadoEn,
    ocurridoEnDispositivo,
  ]);
  expect(said).toEqual([
    [expect.any(String), null],
    [expect.any(String), expect.any(String)],
  ]);
  await commands.execute(new ArchiveMonthCommand(MES));
  const archived = await stack.given.detalle(codigo);
  expect(archived).toEqual({ ...before, fuente: 'archivo' });
  await commands.execute(new RestoreMonthCommand(MES));
  expect((await stack.given.detalle(codigo)).historial).toEqual(before.historial);
});

test('finding 17: an export of trazas says which archived months it has nothing of', async () => {
  const commands = stack.get(CommandBus);
  const { codigo } = await stack.given.envio(CREADO);
  await stack.given.applied([stack.given.traza(codigo, { tipo: 'entregado' })]);
  await commands.execute(new ArchiveMonthCommand(MES));
  const path = '/v1/trazas/exportacion?creadoHasta=2020-04-01T00:00:00Z';
  const { headers, body } = await stack.http.get<string>(path, { accept: 'application/x-ndjson' });
  expect([body, headers.get('trazo-archivo')]).toEqual(['', 'excluido;desde="2020-03";hasta="2020-03"']);
});
