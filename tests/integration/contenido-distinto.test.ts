import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Dispositivo } from '../../src/modules/dispositivos/dispositivo.dto.js';
import { answersAs } from '../support/api-description.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let codigo: string;
beforeAll(async () => {
  stack = await startStack();
  codigo = (await stack.given.envio()).codigo;
});
afterAll(() => stack.close());

const dispositivo = async (id: string) => (await stack.http.get<Dispositivo>(`/v1/dispositivos/${id}`)).body;
const outcome = async (trazas: readonly object[]) =>
  (await stack.given.applied(trazas)).eventos.map(({ resultado, contenidoDistinto }) => [
    resultado,
    contenidoDistinto,
  ]);

/** A traza with something in every field. */
const full = (dispositivoId: string) =>
  stack.given.traza(codigo, {
    motivo: 'clima',
    secuencia: 7,
    centroId: randomUUID(),
    lugar: 'Cusco',
    lat: -13.5,
    lon: -71.9,
    datos: { a: [1, { b: null }], c: 'x' },
    dispositivoId,
  });

test('finding 19: a repeat that says the same is a duplicate and no more, however it is written', async () => {
  const id = randomUUID();
  const traza = full(id);
  const capitals = {
    ...traza,
    idEvento: String(traza['idEvento']).toUpperCase(),
    dispositivoId: id.toUpperCase(),
  };
  const reordered = { ...traza, datos: { c: 'x', a: [1, { b: null }] } };
  expect(await outcome([traza])).toEqual([['aplicada', undefined]]);
  expect(await outcome([traza, capitals, reordered])).toEqual(Array(3).fill(['duplicada', undefined]));
  expect(await dispositivo(id)).toMatchObject({ totalTrazas: 1, contenidosDistintos: 0 });
});

test('finding 19: a repeat with another body says so in its receipt and on its device; what was stored stands', async () => {
  const id = randomUUID();
  const traza = full(id);
  await stack.given.applied([traza]);
  const changes = {
    tipo: 'entregado',
    motivo: 'aduana',
    ocurridoEn: new Date(Date.now() - 60_000).toISOString(),
    secuencia: 8,
    centroId: randomUUID(),
    lugar: null,
    lat: -13.6,
    lon: -72,
    datos: { a: 1 },
  };
  for (const [name, value] of Object.entries(changes))
    expect([name, await outcome([{ ...traza, [name]: value }])]).toEqual([name, [['duplicada', true]]]);
  const count = Object.keys(changes).length;
  expect(await dispositivo(id)).toMatchObject({ totalTrazas: 1, contenidosDistintos: count });
  const { rows } = await stack.pool.query('SELECT tipo, lugar FROM trazas WHERE id_evento = $1', [
    traza['idEvento'],
  ]);
  expect(rows).toEqual([{ tipo: 'en_transito', lugar: 'Cusco' }]);
  (await answersAs(stack.http))('Dispositivo', await dispositivo(id));
});

test('finding 19: another enviadoEn is another attempt, not another event; another ocurridoEn is another event', async () => {
  const id = randomUUID();
  const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
  // The clock of the device is an hour slow, which each attempt tells anew.
  const traza: Record<string, unknown> = { ...full(id), ocurridoEn: ago(4_000_000) };
  const attempt = (behindMs: number, fields: object = {}) => ({
    ...traza,
    enviadoEn: ago(behindMs),
    ...fields,
  });
  expect(await outcome([attempt(3_600_000)])).toEqual([['aplicada', undefined]]);
  const retries = [attempt(3_500_000), attempt(0), { ...traza, enviadoEn: null }, attempt(7_200_000)];
  expect(await outcome(retries)).toEqual(Array(4).fill(['duplicada', undefined]));
  const [stored] = (await stack.given.detalle(codigo)).historial.filter(
    ({ idEvento }) => idEvento === traza['idEvento'],
  );
  expect(stored?.ocurridoEnDispositivo).toBe(traza['ocurridoEn']);
  // As it was corrected, and exported.
  expect(await outcome([{ ...traza, ocurridoEn: stored?.ocurridoEn }])).toEqual([['duplicada', undefined]]);
  expect(await outcome([attempt(3_600_000, { ocurridoEn: ago(4_100_000) })])).toEqual([['duplicada', true]]);
  expect(await dispositivo(id)).toMatchObject({ totalTrazas: 1, contenidosDistintos: 1 });
});

test('finding 19: also inside one request; one that names no device is counted on that of what is stored', async () => {
  const id = randomUUID();
  const traza = full(id);
  const other = { ...traza, lugar: 'Lima', dispositivoId: null };
  expect(await outcome([traza, other, traza])).toEqual([
    ['aplicada', undefined],
    ['duplicada', true],
    ['duplicada', undefined],
  ]);
  expect(await dispositivo(id)).toMatchObject({ totalTrazas: 1, contenidosDistintos: 1 });
});

test('finding 19: a device that is known by such a repeat alone says nothing of its clock', async () => {
  const traza = full(randomUUID());
  await stack.given.applied([traza]);
  const id = randomUUID();
  expect(await outcome([{ ...traza, dispositivoId: id }])).toEqual([['duplicada', true]]);
  expect(await dispositivo(id)).toMatchObject({ totalTrazas: 0, contenidosDistintos: 1, reloj: 'sin_datos' });
});

test('finding 19: a list of a thousand repeats that say something else is one line of the log', async () => {
  const traza = stack.given.traza(codigo);
  await stack.given.applied([traza]);
  const warn = jest.spyOn(Logger.prototype, 'warn');
  const others = Array.from({ length: 1_000 }, (_, n) => ({ ...traza, lugar: `Lugar ${n}` }));
  expect(await stack.given.applied(others)).toMatchObject({ duplicadas: 1_000 });
  const lines = warn.mock.calls.filter(
    ([line]) => (line as { message?: string }).message === 'contenido-distinto',
  );
  warn.mockRestore();
  expect(lines).toMatchObject([[{ cuantas: 1_000, idEventos: Array(10).fill(traza['idEvento']) }]]);
});
