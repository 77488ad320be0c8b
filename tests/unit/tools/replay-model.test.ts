import fc from 'fast-check';
import { fold, type ModelTraza } from '../../../tools/replay/model.js';
import { TIPOS_TRAZA } from '../../../src/modules/estados/contract.js';
import * as other from '../../support/fold-model.js';

const CREATED = '2018-06-13T12:00:00.000Z';
const id = (n: number) => `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`;

/** Trazas an hour apart, in this order. */
const trazas = (...tipos: string[]): ModelTraza[] =>
  tipos.map((tipo, index) => ({
    idEvento: id(index),
    tipo,
    ocurridoEn: new Date(Date.parse(CREATED) + index * 3_600_000).toISOString(),
    secuencia: null,
  }));

const anomalous = (tipos: string[]) =>
  fold(trazas(...tipos), CREATED)
    .historial.filter(({ anomala }) => anomala)
    .map(({ tipo }) => tipo);

test.each([
  [[], 'registrado'],
  [['nota', 'escaneo', 'posicion', 'estimacion'], 'registrado'],
  [['registrado', 'nota', 'recogido'], 'recogido'],
  [['recogido', 'entregado', 'recogido'], 'entregado'],
  [['entregado', 'reapertura'], 'en_transito'],
  [['entregado', 'en_devolucion', 'devuelto', 'en_reparto'], 'devuelto'],
  [['cancelado', 'reapertura', 'entregado', 'extraviado'], 'entregado'],
])('%j ends as %s', (tipos, estado) => {
  expect(fold(trazas(...tipos), CREATED).estado).toBe(estado);
});

test('what makes no sense in its place is flagged', () => {
  expect(anomalous(['entregado', 'recogido', 'nota'])).toEqual(['recogido']);
  expect(anomalous(['recogido', 'reapertura'])).toEqual(['reapertura']);
  expect(anomalous(['entregado', 'reapertura', 'entregado'])).toEqual([]);
  const [early] = trazas('recogido') as [ModelTraza];
  const before = new Date(Date.parse(CREATED) - 86_400_001).toISOString();
  expect(fold([{ ...early, ocurridoEn: before }], CREATED)).toMatchObject({
    estado: 'registrado',
    historial: [{ anomala: true, anomalia: 'reloj' }],
  });
});

test('the same second is ordered by the counter, none last, then by the id', () => {
  const at = { ocurridoEn: '2018-06-13T09:00:00-03:00' };
  const same = [
    { ...at, idEvento: id(4), tipo: 'nota', secuencia: null },
    { ...at, idEvento: id(3), tipo: 'nota', secuencia: null },
    { ...at, idEvento: id(1), tipo: 'nota', secuencia: 2 },
    { ...at, idEvento: id(2), tipo: 'nota', secuencia: 1 },
  ];
  const { historial } = fold(same, CREATED);
  expect(historial.map(({ idEvento }) => idEvento)).toEqual([id(4), id(3), id(1), id(2)]);
});

const anyTraza = fc.record({
  idEvento: fc.integer({ min: 0, max: 30 }).map(id),
  tipo: fc.constantFrom(...TIPOS_TRAZA),
  ocurridoEn: fc
    .integer({ min: -48, max: 48 })
    .map((hours) => new Date(Date.parse(CREATED) + hours * 3_600_000).toISOString()),
  secuencia: fc.option(fc.integer({ min: 0, max: 3 })),
});
const history = fc.uniqueArray(anyTraza, { selector: ({ idEvento }) => idEvento, maxLength: 12 });

test('order and repeats do not matter', () => {
  fc.assert(
    fc.property(
      history.chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length }),
        ),
      ),
      ([events, shuffled]) => {
        expect(fold(shuffled, CREATED)).toEqual(fold(events, CREATED));
      },
    ),
  );
});

test('it agrees with the model that the database is tested against', () => {
  fc.assert(
    fc.property(history, (events) => {
      const mine = fold(events, CREATED);
      const theirs = other.fold(
        events.map((event) => {
          const ocurridoEn = Date.parse(event.ocurridoEn);
          return { ...event, motivo: null, ocurridoEn, recibidoEn: ocurridoEn };
        }),
        Date.parse(CREATED),
      );
      expect(mine.estado).toBe(theirs.estado);
      expect(mine.historial.map(({ idEvento }) => idEvento)).toEqual(theirs.orden);
      const flagged = mine.historial.flatMap(({ idEvento, anomalia }) =>
        anomalia ? [[idEvento, anomalia] as const] : [],
      );
      expect(new Map(flagged)).toEqual(theirs.anomalias);
    }),
  );
});
