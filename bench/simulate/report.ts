import { count, decimal } from '../runtime/numbers.js';
import { percentile } from '../runtime/statistics.js';
import { table } from '../runtime/table.js';
import type { SimulationResult, SimulationState } from './simulation.js';

const SHOWN_PROBLEMS = 10;

/** How far it is, in one line. */
export function statusLine({ elapsedMs, latencies, ...state }: SimulationState): string {
  const seconds = Math.floor(elapsedMs / 1_000);
  const clock = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  return [
    clock,
    `${count(state.sent)} enviadas`,
    `${count(state.acknowledged)} aceptadas`,
    `${count(state.settled)} con recibo`,
    `p95 ${milliseconds(latencies, 0.95)}`,
    `${count(state.envios)} envíos`,
    `${count(state.offline)} sin cobertura`,
    `${count(state.retries)} reintentos`,
  ].join(' · ');
}

/** The outcome as a table, and what went wrong if anything did. */
export function report(result: SimulationResult): string {
  const rows: [string, string, string][] = [
    ['Envíos creados', count(result.envios), ''],
    [
      'Trazas enviadas',
      count(result.sent),
      `${count(result.sent - result.repeated)} distintas; ${count(result.repeated)} repetidas como tras una respuesta perdida`,
    ],
    ['Aceptadas (202)', count(result.acknowledged), ''],
    ['Aplicadas', count(result.applied), 'por sus recibos'],
    ['Duplicadas', count(result.duplicates), 'reconocidas y no guardadas otra vez'],
    ['Rechazadas', count(result.refused), 'por la API al recibirlas'],
    ['Sin acuse', count(result.unacknowledged), result.failure ?? ''],
    ['Promesas rotas', count(result.broken.length), 'aceptadas que no están aplicadas ni duplicadas'],
    [
      'Envíos comprobados',
      count(result.shown.read),
      `${count(result.shown.corrected)} trazas con la hora corregida por el reloj; ${count(result.shown.unbelieved)} no creídas`,
    ],
    ['Envíos distintos', count(result.shown.wrong.length), 'de lo que debe seguir de lo que pasó'],
    ['trazas/s', decimal((result.sent / result.elapsedMs) * 1_000, 1), 'enviadas'],
    [
      '202',
      `${milliseconds(result.latencies, 0.5)} / ${milliseconds(result.latencies, 0.95)}`,
      `p50 / p95 de ${count(result.latencies.length)} solicitudes, con sus reintentos`,
    ],
    ['Reintentos', count(result.retries), 'tras 503, 429 o un corte de la conexión'],
    ['Tiempo', `${decimal(result.elapsedMs / 1_000, 1)} s`, ''],
  ];
  const problems = result.broken
    .slice(0, SHOWN_PROBLEMS)
    .map(({ idEvento, problem }) => `  ${idEvento}: ${problem}`);
  const rest = result.broken.length - problems.length;
  const wrong = result.shown.wrong.slice(0, SHOWN_PROBLEMS).map((each) => `  ${each}`);
  return [
    table(rows),
    ...(problems.length > 0 ? ['', 'Promesas rotas:', ...problems] : []),
    ...(rest > 0 ? [`  … y ${count(rest)} más`] : []),
    ...(wrong.length > 0 ? ['', 'Envíos distintos:', ...wrong] : []),
  ].join('\n');
}

function milliseconds(values: readonly number[], share: number): string {
  const value = percentile(values, share);
  return value === undefined ? '-' : `${decimal(value, 1)} ms`;
}
