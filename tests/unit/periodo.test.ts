import {
  type Camino,
  endOfRun,
  ESTADOS_PERIODO,
  type EstadoPeriodo,
  graceIsOver,
  isDue,
  mayGo,
  mustBeginAgain,
} from '../../src/modules/periodos/domain/periodo.js';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-28T12:00:00Z');
const POLICY = { horizonte: '2023-11-01', graciaMs: 7 * DAY_MS };

const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS).toISOString();
const month = (given: Partial<Camino> = {}): Camino => ({
  mes: '2020-03-01',
  estado: 'abierto',
  caliente: true,
  separadoEn: null,
  restauradoEn: null,
  problema: null,
  ...given,
});
const due = (given: Partial<Camino>) => isDue(month(given), POLICY, NOW);

describe('the way of a month', () => {
  it('goes forward a step at a time', () => {
    const steps = ESTADOS_PERIODO.slice(1).map((to, index) => [ESTADOS_PERIODO[index] as EstadoPeriodo, to]);
    expect(steps).toHaveLength(5);
    for (const [from, to] of steps as [EstadoPeriodo, EstadoPeriodo][]) expect(mayGo(from, to)).toBe(true);
  });

  it('skips no step: nothing is separated that was not verified, nothing dropped that was not separated', () => {
    const into = (to: EstadoPeriodo) => ESTADOS_PERIODO.filter((from) => mayGo(from, to));
    expect(into('exportado')).toEqual(['cerrado']);
    expect(into('verificado')).toEqual(['exportado']);
    expect(into('separado')).toEqual(['verificado']);
    expect(into('eliminado')).toEqual(['separado']);
  });

  it('begins again from wherever an export may have gone wrong, and is opened again by a restore', () => {
    const into = (to: EstadoPeriodo) => ESTADOS_PERIODO.filter((from) => mayGo(from, to));
    expect(into('cerrado')).toEqual(['abierto', 'cerrado', 'exportado', 'verificado', 'eliminado']);
    expect(into('abierto')).toEqual(['cerrado', 'exportado', 'verificado', 'separado', 'eliminado']);
  });

  it('takes a run up to the grace, and the run after the grace to the end', () => {
    expect(ESTADOS_PERIODO.map(endOfRun)).toEqual([
      'separado',
      'separado',
      'separado',
      'separado',
      'eliminado',
      'separado',
    ]);
  });
});

describe('a month is due', () => {
  it('once it is older than the horizon, wherever it is on its way', () => {
    for (const estado of ['abierto', 'cerrado', 'exportado', 'verificado'] as const) {
      expect(due({ estado, mes: '2023-10-01' })).toBe(true);
      expect(due({ estado, mes: '2023-11-01' })).toBe(false);
    }
  });

  it('not while what was restored is left alone', () => {
    expect(due({ restauradoEn: daysAgo(6.9) })).toBe(false);
    expect(due({ restauradoEn: daysAgo(7) })).toBe(true);
    // On its way again: somebody asked for it.
    expect(due({ estado: 'cerrado', restauradoEn: daysAgo(1) })).toBe(true);
  });

  it('to the millisecond at the end of its grace, when it is separated', () => {
    expect(due({ estado: 'separado', separadoEn: daysAgo(7) })).toBe(true);
    const almost = new Date(NOW.getTime() - 7 * DAY_MS + 1).toISOString();
    expect(due({ estado: 'separado', separadoEn: almost })).toBe(false);
    expect(graceIsOver(month({ estado: 'separado', separadoEn: null }), POLICY, NOW)).toBe(false);
  });

  it('after its end while it still has hot envíos', () => {
    expect(due({ estado: 'eliminado', caliente: true })).toBe(true);
    expect(due({ estado: 'eliminado', caliente: false })).toBe(false);
  });

  it('never when its export had other rows: only an operator sends it on its way again', () => {
    for (const estado of ESTADOS_PERIODO)
      expect(due({ estado, separadoEn: daysAgo(99), problema: { codigo: 'archivo-no-coincide' } })).toBe(
        false,
      );
    expect(due({ problema: { codigo: 'archivo-no-disponible' } })).toBe(true);
  });
});

test('an operator closes a month again when its export went wrong, or envíos stayed behind', () => {
  expect(mustBeginAgain(month({ estado: 'exportado', problema: { codigo: 'archivo-no-coincide' } }))).toBe(
    true,
  );
  expect(mustBeginAgain(month({ estado: 'eliminado' }))).toBe(true);
  expect(mustBeginAgain(month({ estado: 'eliminado', caliente: false }))).toBe(false);
  expect(mustBeginAgain(month({ estado: 'exportado' }))).toBe(false);
});
