import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import type { Importacion } from '../../src/modules/importaciones/importacion.dto.js';
import { epcisDocument, shippingEvent } from '../support/epcis.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

/** Of these the first three can be held by a double. */
const NUMBERS = [
  '9007199254740992',
  '1.50',
  '1e22',
  '12345678901234567890',
  '1e999',
  '3.1415926535897932384626',
];

test('finding 17: numbers of an EPCIS event that a double cannot hold are refused where they stand', async () => {
  const { codigo } = await stack.given.envio();
  const capture = async (number: string) => {
    const event = shippingEvent([codigo], { 'ejemplo:medidas': { 'a/b': ['?'] } });
    const answer = await fetch(`${stack.http.url}/epcis/v2/capture`, {
      method: 'POST',
      headers: { ...HOUSE_HEADERS, 'content-type': 'application/ld+json' },
      body: JSON.stringify(epcisDocument([event])).replace('"?"', number),
    });
    const body = answer.status === 202 ? {} : ((await answer.json()) as { errors?: object[] });
    return [answer.status, body.errors];
  };
  const pointer = '#/epcisBody/eventList/0/ejemplo:medidas/a~1b/0';
  const refused = [400, [expect.objectContaining({ pointer, code: 'numero-inexacto' })]];
  for (const [index, number] of NUMBERS.entries())
    expect([number, ...(await capture(number))]).toEqual([
      number,
      ...(index < 3 ? [202, undefined] : refused),
    ]);
});

test('finding 17: so are those of a column datos, each by its line', async () => {
  const { codigo } = await stack.given.envio();
  const cells = NUMBERS.map((number) => `${codigo},nota,${new Date().toISOString()},"{""a"":[${number}]}"`);
  const file = `codigo,tipo,ocurridoEn,datos\n${cells.join('\n')}\n`;
  const answer = await stack.http.post('/v1/importaciones?tipo=trazas', file, { 'content-type': 'text/csv' });
  const done = await poll('the file to be worked off', async () => {
    const { body } = await stack.http.get<Importacion>(answer.headers.get('location') as string);
    return body.estado === 'completada' && body;
  });
  const errors = (await stack.http.get<string>(done.errores)).body.trimEnd().split('\r\n').slice(1);
  expect(errors.map((line) => line.split(',').slice(0, 2).join())).toEqual(['5,datos', '6,datos', '7,datos']);
  const { historial } = await stack.given.detalle(codigo);
  expect(historial.map(({ datos }) => datos)).toEqual(
    expect.arrayContaining([{ a: [9_007_199_254_740_992] }, { a: [1.5] }, { a: [1e22] }]),
  );
});
