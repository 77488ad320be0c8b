import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ worker: false })));
afterAll(() => stack.close());

test.each([' ', ' \t', '\u00a0', '\u2003 \n'])(
  'finding 32: %j is no name, no address and no place',
  async (blank) => {
    const fault = (pointer: string) => ({ status: 400, body: { errors: [{ pointer, code: 'en-blanco' }] } });
    expect(await stack.http.post('/v1/clientes', { nombre: blank })).toMatchObject(fault('#/nombre'));
    const { id } = await stack.given.cliente();
    expect(await stack.http.patch(`/v1/clientes/${id}`, { nombre: blank })).toMatchObject(fault('#/nombre'));
    const destinatario = { nombre: blank, telefono: null, email: null };
    expect(await stack.http.post('/v1/envios', await stack.given.envioBody({ destinatario }))).toMatchObject(
      fault('#/destinatario/nombre'),
    );
    const { codigo } = await stack.given.envio();
    const traza = stack.given.traza(codigo, { lugar: blank });
    expect(await stack.http.post('/v1/trazas', traza)).toMatchObject(fault('#/lugar'));
    expect(await stack.http.post('/v1/clientes', { nombre: `${blank}a${blank}` })).toMatchObject({
      status: 201,
    });
  },
);
