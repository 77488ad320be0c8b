import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let programacionOf: Map<string, string>;
beforeAll(async () => {
  stack = await startStack();
  const seeded = await poll('the programaciones of the program', async () => {
    const { rows } = await stack.pool.query<{ tipo: string; id: string }>(
      'SELECT tipo, id FROM programaciones WHERE semilla IS NOT NULL',
    );
    const tipos = rows.map(({ tipo }) => tipo);
    return (
      ['purga', 'propagacion', 'archivado', 'restauracion'].every((tipo) => tipos.includes(tipo)) && rows
    );
  });
  programacionOf = new Map(seeded.map(({ tipo, id }) => [tipo, id]));
});
afterAll(() => stack.close());

const runs = async () => (await stack.pool.query(`SELECT FROM ejecuciones WHERE origen = 'manual'`)).rowCount;

test('finding 4: a purge of a cliente that there is not is 404, and no run', async () => {
  const answer = await stack.http.post(`/v1/clientes/${uuidV7()}/purga`, { motivo: 'lo pide' });
  expect(answer).toMatchObject({ status: 404, body: { type: '/problemas/recurso-desconocido' } });
  expect(await runs()).toBe(0);
});

test.each([
  ['purga', { clienteId: uuidV7() }, '#/parametros/clienteId', 'no-existe'],
  ['purga', {}, '#/parametros/clienteId', 'requerido'],
  ['propagacion', { recurso: 'cliente', id: uuidV7() }, '#/parametros/id', 'no-existe'],
  ['archivado', { mes: '1999-01' }, '#/parametros/mes', 'no-existe'],
  ['restauracion', { mes: '1999-01' }, '#/parametros/mes', 'no-existe'],
  ['restauracion', {}, '#/parametros/mes', 'requerido'],
])('finding 4: a run of %s with %j is refused before it begins', async (tipo, parametros, pointer, code) => {
  const id = programacionOf.get(tipo);
  const errors = [{ pointer, code }];
  expect(await stack.http.post(`/v1/programaciones/${id}/ejecucion`, { parametros })).toMatchObject({
    status: 400,
    body: { errors },
  });
  expect(await runs()).toBe(0);
  if (code === 'requerido') return;
  const programacion = { tipo, parametros, cron: '0 2 * * *' };
  expect(await stack.http.post('/v1/programaciones', programacion)).toMatchObject({
    status: 400,
    body: { errors },
  });
});

test.each([
  ['none at all', {}, undefined],
  ['an empty one of JSON', { 'content-type': 'application/json' }, ''],
  ['an empty object', { 'content-type': 'application/json' }, '{}'],
])(
  'finding 27: a body of which every field may be left out may be left out: %s',
  async (_, headers, body) => {
    const post = async (path: string) => {
      const init = {
        method: 'POST',
        headers: { ...HOUSE_HEADERS, ...headers },
        ...(body !== undefined && { body }),
      };
      const answer = await fetch(stack.http.url + path, init);
      return { status: answer.status, body: (await answer.json()) as { type?: string } };
    };
    // It may be running by itself.
    const { status } = await post(`/v1/programaciones/${programacionOf.get('limpieza')}/ejecucion`);
    expect([202, 409]).toContain(status);
    expect(await post('/v1/rechazos/reproceso')).toMatchObject({ status: 200 });
    const { codigo } = await stack.given.envio();
    expect((await post(`/v1/envios/${codigo}/cancelacion`)).status).toBeLessThan(300);
    // Where something is needed, none is still none.
    expect((await post('/v1/clientes')).status).toBe(400);
  },
);
