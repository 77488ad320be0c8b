import { relojOf } from '../../src/modules/dispositivos/domain/reloj.js';
import { isoDuration } from '../../src/platform/validation/duration.js';

const MINUTE = 60_000;

describe('the clock of a device', () => {
  it.each<[string, number, number, ReturnType<typeof relojOf>]>([
    [
      'proves it is ahead by one traza before its time',
      -90_000,
      1,
      { reloj: 'adelantado', desfaseMs: 90_000 },
    ],
    ['may differ by two seconds', -2_000, 1, { reloj: 'en_hora', desfaseMs: 0 }],
    ['is right when some traza came soon', 3 * MINUTE, 1, { reloj: 'en_hora', desfaseMs: 0 }],
    ['is not judged by a few late trazas', 9 * MINUTE, 49, { reloj: 'sin_datos', desfaseMs: null }],
    [
      'is suspected when not one of many came soon',
      9 * MINUTE,
      50,
      { reloj: 'posible_atraso', desfaseMs: -9 * MINUTE },
    ],
  ])('%s', (_, demoraMs, trazas, expected) =>
    expect(relojOf({ demoraMs, trazas, medidoMs: null })).toEqual(expected),
  );
});

test.each([
  [0, 'PT0S'],
  [1, 'PT0.001S'],
  [-1_500, '-PT1.5S'],
  [3_600_000, 'PT1H'],
  [3_723_045, 'PT1H2M3.045S'],
  [-420_000, '-PT7M'],
  [90_061_000, 'PT25H1M1S'],
])('%i ms is %s', (ms, text) => expect(isoDuration(ms)).toBe(text));
