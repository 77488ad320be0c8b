import { PeriodOpener } from '../../src/modules/periodos/period-opener.js';
import { OpenPeriodosCommand } from '../../src/commands/periodos/open-periodos.command.js';
import { CommandBus } from '@nestjs/cqrs';
import { monthOfText } from '../../src/platform/database/month.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ worker: false, env: { TRAZO_PERIODOS_ADELANTE: '3' } })));
afterAll(() => stack.close());

const months = async () =>
  (await stack.pool.query('SELECT mes::text FROM periodos ORDER BY mes')).rows.map(({ mes }) => mes);

test('the current month and those ahead are opened, once', async () => {
  const opened = await stack.get(CommandBus).execute(new OpenPeriodosCommand());
  expect(opened).toHaveLength(4);
  expect(await months()).toEqual(opened);
  expect(await stack.get(CommandBus).execute(new OpenPeriodosCommand())).toEqual([]);
});

test('a backfilled envío opens its month; many at once open it once, beside readers', async () => {
  const { codigo } = await stack.given.envio();
  let opening = true;
  const read = async () => {
    while (opening) expect((await stack.http.get(`/v1/envios/${codigo}`)).status).toBe(200);
  };
  const create = async () => {
    const past = ['2016-10-05', '2016-10-06', '2017-02-01', '2016-10-07', '2017-02-02', '2018-07-01'];
    const created = await Promise.all(
      past.map((day) => stack.given.envio({ creadoEn: `${day}T12:00:00.000Z` })),
    );
    opening = false;
    return created;
  };
  const [created] = await Promise.all([create(), read(), read()]);
  expect(created.map(({ creadoEn }) => creadoEn.slice(0, 7))).toEqual([
    '2016-10',
    '2016-10',
    '2017-02',
    '2016-10',
    '2017-02',
    '2018-07',
  ]);
  expect(await months()).toEqual(expect.arrayContaining(['2016-10-01', '2017-02-01', '2018-07-01']));
  for (const { codigo: backfilled } of created)
    expect((await stack.given.detalle(backfilled)).estado).toBe('registrado');
});

test('an instant on the border of two months falls into the one of its id', async () => {
  const last = await stack.given.envio({ creadoEn: '2019-12-31T23:59:59.999Z' });
  const first = await stack.given.envio({ creadoEn: '2020-01-01T00:00:00.000Z' });
  for (const { id, creadoEn } of [last, first]) {
    const { rows } = await stack.pool.query(
      'SELECT tableoid::regclass::text AS partition FROM envios WHERE id = $1',
      [id],
    );
    expect(rows).toEqual([{ partition: `envios_${creadoEn.slice(0, 7).replace('-', '_')}` }]);
  }
});

test('another process that opened the month first is no trouble', async () => {
  const openers = [1, 2, 3].map(() => new PeriodOpener(stack.pool));
  const opened = await Promise.all(
    openers.map((opener) => opener.ensureOpen(['2015-05', '2015-06'].map(monthOfText))),
  );
  expect(opened.flat().sort()).toEqual(['2015-05-01', '2015-06-01']);
});
