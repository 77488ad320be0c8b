import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import type { EnvioDetalle } from '../../src/modules/envios/envio.dto.js';
import { TIPOS_TRAZA } from '../../src/modules/estados/contract.js';
import { answersAs } from '../support/api-description.js';
import { fold } from '../support/fold-model.js';
import { seededRandom } from '../support/random.js';
import { type Stack, startStack } from '../support/stack.js';

const CREATED = '2026-10-10T12:00:00.000Z';
const at = (hours: number) => new Date(Date.parse(CREATED) + hours * 3_600_000).toISOString();

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

const read = (codigo: string, al: string) =>
  stack.http.get<EnvioDetalle>(`/v1/envios/${codigo}?al=${encodeURIComponent(al)}`);

test('at any instant it is the fold of what had happened by then', async () => {
  const random = seededRandom();
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const { codigo } = await stack.given.envio({ creadoEn: CREATED });
  const trazas = Array.from({ length: 20 }, () => ({
    idEvento: randomUUID(),
    tipo: pick(TIPOS_TRAZA),
    motivo: pick([null, 'clima']),
    ocurridoEn: at(Math.floor(random() * 30)),
    secuencia: Math.floor(random() * 3),
  }));
  await stack.given.applied(trazas.map((traza) => ({ codigo, ...traza })));
  const answers = await answersAs(stack.http);
  for (let hour = 0; hour <= 31; hour += 1) {
    const { status, body } = await read(codigo, at(hour));
    expect(status).toBe(200);
    answers('EnvioDetalle', body);
    const happened = trazas
      .filter(({ ocurridoEn }) => ocurridoEn <= at(hour))
      .map((traza) => ({ ...traza, ocurridoEn: Date.parse(traza.ocurridoEn), recibidoEn: Date.now() }));
    const expected = fold(happened, Date.parse(CREATED));
    expect(body).toMatchObject({
      estado: expected.estado,
      motivo: expected.motivo,
      totalTrazas: expected.total,
      fuente: 'historial',
    });
    expect(body.historial.map(({ idEvento }) => idEvento)).toEqual(expected.orden);
  }
  const now = await stack.given.detalle(codigo);
  expect((await read(codigo, at(1_000))).body).toEqual({ ...now, fuente: 'historial' });
  await stack.get(CommandBus).execute(new RefreshReadModelsCommand());
  expect((await read(codigo, at(1_000))).body).toEqual({ ...now, fuente: 'historial' });
});

test('what was annulled since is annulled then, with any offset', async () => {
  const { codigo } = await stack.given.envio({ creadoEn: CREATED });
  const wrong = stack.given.traza(codigo, { tipo: 'entregado', ocurridoEn: at(2) });
  await stack.given.applied([stack.given.traza(codigo, { tipo: 'recogido', ocurridoEn: at(1) }), wrong]);
  expect((await read(codigo, '2026-10-10T09:00:00-05:00')).body.estado).toBe('entregado');
  await stack.http.post(`/v1/envios/${codigo}/trazas/${String(wrong['idEvento'])}/anulacion`, {
    razon: 'no_ocurrio',
  });
  expect((await read(codigo, '2026-10-10T09:00:00-05:00')).body.estado).toBe('recogido');
});

test('before it was created there is none', async () => {
  const { codigo } = await stack.given.envio({ creadoEn: CREATED });
  expect(await read(codigo, at(-0.001))).toMatchObject({
    status: 404,
    body: { type: '/problemas/envio-desconocido' },
  });
  expect(await read(codigo, at(0))).toMatchObject({ status: 200, body: { estado: 'registrado' } });
});

test.each(['ayer', '2026-02-30T00:00:00Z', '2026-10-10', '', '2026-10-10T00:00:00Z&al=2026-10-11T00:00:00Z'])(
  'al=%s is 400',
  async (al) => {
    const { codigo } = await stack.given.envio();
    expect(await stack.http.get(`/v1/envios/${codigo}?al=${al}`)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/al', code: 'fecha' }] },
    });
  },
);
