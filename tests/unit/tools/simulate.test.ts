import 'reflect-metadata';
import fc from 'fast-check';
import { Audit } from '../../../tools/simulate/audit.js';
import { between, CITIES, type City } from '../../../tools/simulate/cities.js';
import { Connection } from '../../../tools/simulate/connection.js';
import { Device, type SimulatedTraza } from '../../../tools/simulate/device.js';
import { parseOptions } from '../../../tools/simulate/options.js';
import { statusLine } from '../../../tools/simulate/report.js';
import { randomOf } from '../../../tools/runtime/random.js';
import { TrazaInput } from '../../../src/commands/trazas/capture-trazas.command.js';
import { explain } from '../../../src/platform/validation/explain.js';

const NOW = Date.now();
const LIMA = CITIES[0] as City;
const CUSCO = CITIES.find(({ nombre }) => nombre === 'Cusco') as City;
const seeds = fc.nat();

/** What a device of this seed tells about one parcel, a second between two events. */
function journeyOf(seed: number, device = new Device(randomOf(seed), NOW)): SimulatedTraza[] {
  device.load({ codigo: 'TZ123456785PE', from: LIMA, to: CUSCO });
  const trazas: SimulatedTraza[] = [];
  while (!device.isFree) trazas.push(device.next(NOW + trazas.length * 1_000));
  return trazas;
}

describe('a simulated device', () => {
  it('carries every parcel from its origin to an end, in trazas that the API takes', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const device = new Device(randomOf(seed), NOW);
        const trazas = journeyOf(seed, device);
        const sent = trazas.map((traza, index) =>
          device.says ? { ...traza, enviadoEn: device.clock(NOW + index * 1_000) } : traza,
        );
        expect(sent.flatMap((traza) => explain(TrazaInput, traza))).toEqual([]);
        expect(trazas[0]).toMatchObject({ tipo: 'recogido', lugar: 'Lima', lat: LIMA.lat, lon: LIMA.lon });
        const last = trazas.at(-1);
        expect(['entregado', 'devuelto']).toContain(last?.tipo);
        expect(last).toMatchObject({ lugar: 'Cusco', lat: CUSCO.lat, lon: CUSCO.lon });
        const secuencias = trazas.map(({ secuencia }) => secuencia);
        expect(secuencias).toEqual(secuencias.map((_, index) => index + 1));
        expect(new Set(trazas.map(({ idEvento }) => idEvento)).size).toBe(trazas.length);
      }),
    );
  });

  it('does the same again with the same seed, and something else with another', () => {
    expect(journeyOf(7)).toEqual(journeyOf(7));
    expect(journeyOf(7)).not.toEqual(journeyOf(8));
  });

  it('has a clock of its own: off by up to thirty years, and going on steadily', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const offsets = journeyOf(seed).map(
          ({ ocurridoEn }, index) => Date.parse(ocurridoEn) - NOW - index * 1_000,
        );
        const [first = 0] = offsets;
        expect(Math.abs(first)).toBeLessThanOrEqual(30 * 365 * 86_400_000);
        for (const [index, offset] of offsets.entries())
          expect(Math.abs(offset - first)).toBeLessThanOrEqual(0.2 * index + 1);
      }),
    );
  });
});

test('finding 16: some devices have a clock that is wrong and say when they send, others do not', () => {
  const devices = Array.from({ length: 400 }, (_, seed) => new Device(randomOf(seed), NOW));
  const years = devices.filter((device) => Math.abs(Date.parse(device.clock(NOW)) - NOW) > 365 * 86_400_000);
  expect(new Set(years.map(({ says }) => says))).toEqual(new Set([true, false]));
  expect(years.length).toBeLessThan(80);
});

describe('a connection', () => {
  const traza = (secuencia: number) => ({ secuencia }) as SimulatedTraza;

  it('loses nothing and doubles nothing, whatever it holds back', () => {
    fc.assert(
      fc.property(seeds, fc.array(fc.nat({ max: 5_000 }), { maxLength: 400 }), (seed, pauses) => {
        const connection = new Connection(randomOf(seed));
        let now = NOW;
        const requests = pauses.flatMap((pause, index) => connection.send(traza(index), (now += pause)));
        requests.push(...connection.flush());
        expect(requests.every(({ length }) => length >= 1 && length <= 1_000)).toBe(true);
        const sent = requests.flat().map(({ secuencia }) => secuencia);
        expect(sent.toSorted((a, b) => a - b)).toEqual(pauses.map((_, index) => index));
        expect(connection.flush()).toEqual([]);
      }),
    );
  });

  it('has bursts, and requests that overtake others', () => {
    const connection = new Connection(randomOf(1));
    const requests = Array.from({ length: 2_000 }, (_, index) =>
      connection.send(traza(index), NOW + index * 500),
    ).flat();
    const sent = requests.flat().map(({ secuencia }) => secuencia);
    expect(Math.max(...requests.map(({ length }) => length))).toBeGreaterThan(5);
    expect(sent).not.toEqual(sent.toSorted((a, b) => a - b));
  });
});

describe('the audit', () => {
  const settled = (...verdicts: [string, 'aplicada' | 'duplicada' | 'rechazada' | 'pendiente'][]) => {
    const audit = new Audit();
    audit.acknowledge(verdicts.map(([id]) => id));
    const eventos = verdicts.map(([idEvento, resultado]) => ({
      idEvento,
      resultado,
      problema: resultado === 'rechazada' ? 'envio-desconocido' : null,
    }));
    audit.settle({ estado: 'completa', eventos });
    return audit;
  };

  it('finds nothing where every copy is applied or a duplicate', () => {
    const audit = settled(['a', 'aplicada'], ['a', 'duplicada'], ['b', 'aplicada'], ['c', 'duplicada']);
    expect(audit.brokenPromises()).toEqual([]);
    expect([audit.acknowledged, audit.count('aplicada'), audit.count('duplicada')]).toEqual([4, 2, 2]);
  });

  it('finds what was rejected, forgotten or stored twice', () => {
    const audit = settled(['a', 'rechazada'], ['b', 'pendiente'], ['c', 'aplicada'], ['c', 'aplicada']);
    audit.acknowledge(['d']);
    expect(audit.brokenPromises()).toEqual([
      { idEvento: 'a', problem: 'rechazada: envio-desconocido' },
      { idEvento: 'b', problem: 'sigue pendiente' },
      { idEvento: 'c', problem: 'aplicada 2 veces' },
      { idEvento: 'd', problem: '1 acuses y 0 veredictos' },
    ]);
  });
});

describe('cities', () => {
  it('are in Peru, each once', () => {
    expect(CITIES.length).toBeGreaterThanOrEqual(30);
    expect(new Set(CITIES.map(({ nombre }) => nombre)).size).toBe(CITIES.length);
    for (const { lat, lon } of CITIES) {
      expect(lat).toBeGreaterThan(-18.4);
      expect(lat).toBeLessThan(0);
      expect(lon).toBeGreaterThan(-81.4);
      expect(lon).toBeLessThan(-68.6);
    }
  });

  it('have places between them', () => {
    expect(between(LIMA, CUSCO, 0.5)).toEqual({ lat: -12.785, lon: -74.505 });
  });
});

describe('the command line', () => {
  it('has defaults', () => {
    expect(parseOptions(['--semilla', '7'])).toEqual({
      help: false,
      url: 'http://localhost:3000',
      token: expect.any(Function),
      devices: 500,
      perSecond: 200,
      durationMs: 60_000,
      seed: 7,
      patienceMs: 60_000,
    });
    expect(parseOptions(['--help'])).toEqual({ help: true });
  });

  it.each([
    ['90s', 90_000],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['20', 20_000],
  ])('--duracion %s', (text, durationMs) =>
    expect(parseOptions(['--duracion', text])).toMatchObject({ durationMs }),
  );

  it.each([
    [['--duracion', 'mucho'], /--duracion/],
    [['--duracion', '0s'], /--duracion/],
    [['--dispositivos', '0'], /--dispositivos/],
    [['--trazas-por-segundo', '1.5'], /--trazas-por-segundo/],
    [['--url', 'ftp://x'], /no es una dirección http/],
    [['--rapido'], /Ejemplos/],
  ])('%j is refused', (args, message) => expect(() => parseOptions(args)).toThrow(message));
});

test('the status is one line', () => {
  const state = {
    elapsedMs: 65_000,
    envios: 300,
    sent: 1_234,
    acknowledged: 1_200,
    settled: 1_100,
    offline: 3,
    retries: 0,
  };
  expect(statusLine({ ...state, latencies: [1, 2, 30] })).toBe(
    '01:05 · 1.234 enviadas · 1.200 aceptadas · 1.100 con recibo · p95 30,0 ms · 300 envíos · 3 sin cobertura · 0 reintentos',
  );
});
