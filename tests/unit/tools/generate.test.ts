import fc from 'fast-check';
import { instantsOf, pickerOf, spread } from '../../../tools/generate/calendar.js';
import { journey, promisedAt, type Trip } from '../../../tools/generate/journey.js';
import { parseOptions } from '../../../tools/generate/options.js';
import { rowsOf } from '../../../tools/generate/rows.js';
import { randomOf } from '../../../tools/runtime/random.js';
import { CITIES } from '../../../tools/simulate/cities.js';
import { monthOf, monthOfId } from '../../../src/platform/database/month.js';
import { compareTrazas, fold } from '../../support/fold-model.js';

const NOW = Date.UTC(2026, 10, 22, 15);
const HUBS = CITIES.map((city, index) => ({ ...city, centroId: `centro-${index}` }));
const seeds = fc.nat();
const hubs = fc.constantFrom(...HUBS);
const trips: fc.Arbitrary<Trip> = fc.record({
  from: hubs,
  to: hubs,
  carrier: fc.record({ id: fc.constant('t'), pace: fc.double({ min: 0.75, max: 1.45, noNaN: true }) }),
  createdAt: fc.integer({ min: Date.UTC(2020, 0), max: NOW }),
});

describe('the calendar of a history', () => {
  it('gives every envío a month, and every month its instants, in order and not after now', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_000 }),
        fc.integer({ min: 1, max: 40 }),
        seeds,
        fc.integer({ min: Date.UTC(2020, 0), max: NOW }),
        (envios, months, seed, now) => {
          const shares = spread(envios, months, now);
          expect(shares).toHaveLength(months);
          expect(shares.at(-1)?.month).toBe(monthOf(new Date(now)));
          expect(shares.reduce((sum, share) => sum + share.envios, 0)).toBe(envios);
          for (const share of shares.slice(-2)) {
            const instants = instantsOf(share, now, randomOf(seed));
            expect(instants).toHaveLength(share.envios);
            expect(instants).toEqual(instants.toSorted((a, b) => a - b));
            for (const instant of instants) {
              expect(monthOf(new Date(instant))).toBe(share.month);
              expect(instant).toBeLessThanOrEqual(now);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('picks as often as the weights say', () => {
    const [pick, random] = [pickerOf([0, 3, 0, 1]), randomOf(1)];
    const counts = [0, 0, 0, 0];
    for (let turn = 0; turn < 10_000; turn += 1) counts[pick(random)]! += 1;
    expect(counts[0]).toBe(0);
    expect(counts[2]).toBe(0);
    expect(counts[1]! / counts[3]!).toBeCloseTo(3, 0);
  });
});

describe('the way of an envío', () => {
  it('has 4 to 8 trazas, in order, none odd, and nearly always an end', () => {
    let open = 0;
    fc.assert(
      fc.property(trips, seeds, (trip, seed) => {
        const steps = journey(trip, randomOf(seed));
        expect(steps.length).toBeGreaterThanOrEqual(4);
        expect(steps.length).toBeLessThanOrEqual(8);
        const trazas = steps.map((step, index) => ({
          idEvento: String(index),
          tipo: step.tipo,
          motivo: step.motivo ?? null,
          ocurridoEn: step.occurredAt,
          recibidoEn: step.receivedAt,
          secuencia: index + 1,
        }));
        expect(trazas.toSorted(compareTrazas)).toEqual(trazas);
        const { estado, anomalias } = fold(trazas, trip.createdAt);
        expect(anomalias.size).toBe(0);
        if (!['entregado', 'devuelto', 'extraviado', 'siniestrado', 'cancelado'].includes(estado)) open += 1;
        expect(promisedAt(trip)).toBeGreaterThan(trip.createdAt + 24 * 3_600_000);
      }),
      { numRuns: 2_000 },
    );
    expect(open).toBeLessThan(20);
  });

  it('is cut off at now: nothing is told that has not been received', () => {
    const chosen =
      <T>(item: T) =>
      () =>
        item;
    const population = {
      cliente: chosen('c'),
      transportista: chosen({ id: 't', pace: 1 }),
      origen: chosen(HUBS[0]!),
      destino: chosen(HUBS[27]!),
    };
    const instants = [NOW - 30 * 24 * 3_600_000, NOW - 1_000];
    const rows = rowsOf({ instants, codigos: ['A', 'B'], now: NOW }, population, randomOf(4));
    const [old, young] = rows.codigos
      .trim()
      .split('\n')
      .map((row) => row.split('\t')[1] as string);
    expect(monthOfId(old!)).toBe('2026-10-01');
    expect(monthOfId(young!)).toBe('2026-11-01');
    const trazas = rows.trazas
      .trim()
      .split('\n')
      .map((row) => row.split('\t'));
    expect(trazas.length).toBeGreaterThanOrEqual(4);
    expect(new Set(trazas.map(([envioId]) => envioId))).toEqual(new Set([old]));
    for (const [, , , received] of trazas) expect(Date.parse(received!)).toBeLessThanOrEqual(NOW);
  });
});

describe('its command line', () => {
  it('has defaults, and repeats what it is told', () => {
    expect(parseOptions([], {})).toMatchObject({
      help: false,
      url: undefined,
      add: false,
      history: { envios: 100_000, months: 36, clientes: 200, transportistas: 24 },
    });
    const args = ['--envios', '1000', '--meses', '2', '--semilla', '7', '--hasta', '2026-01-31T00:00:00Z'];
    expect(parseOptions([...args, '--base', 'postgres://x/y', '--agregar'], {})).toEqual({
      help: false,
      url: 'postgres://x/y',
      add: true,
      history: {
        envios: 1_000,
        months: 2,
        clientes: 50,
        transportistas: 24,
        now: Date.UTC(2026, 0, 31),
        seed: 7,
      },
    });
    expect(parseOptions([], { DATABASE_URL: 'postgres://z' })).toMatchObject({ url: 'postgres://z' });
  });

  it.each([
    ['--envios', '0'],
    ['--envios', '1e6'],
    ['--meses', '241'],
    ['--hasta', 'ayer'],
    ['--base', 'mysql://x'],
    ['--semilla', '-1'],
    ['--cuantos', '3'],
  ])('refuses %s %s', (name, value) => {
    expect(() => parseOptions([`${name}=${value}`], {})).toThrow(/--|postgres|cuantos/);
  });
});
