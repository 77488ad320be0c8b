import { either } from '../../cli/words.mjs';
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
    `${count(state.sent)} ${either('enviadas', 'sent')}`,
    `${count(state.acknowledged)} ${either('aceptadas', 'accepted')}`,
    `${count(state.settled)} ${either('con recibo', 'with a receipt')}`,
    `p95 ${milliseconds(latencies, 0.95)}`,
    `${count(state.envios)} envíos`,
    `${count(state.offline)} ${either('sin cobertura', 'out of coverage')}`,
    `${count(state.retries)} ${either('reintentos', 'retries')}`,
  ].join(' · ');
}

/** The outcome as a table, and what went wrong if anything did. */
export function report(result: SimulationResult): string {
  const rows: [string, string, string][] = [
    [either('Envíos creados', 'Envíos created'), count(result.envios), ''],
    [either('Trazas enviadas', 'Trazas sent'), count(result.sent), sentNote(result)],
    [either('Aceptadas (202)', 'Accepted (202)'), count(result.acknowledged), ''],
    [either('Aplicadas', 'Applied'), count(result.applied), either('por sus recibos', 'by their receipts')],
    [
      either('Duplicadas', 'Duplicates'),
      count(result.duplicates),
      either('reconocidas y no guardadas otra vez', 'recognised and not stored again'),
    ],
    [
      either('Rechazadas', 'Refused'),
      count(result.refused),
      either('por la API al recibirlas', 'by the API when they came'),
    ],
    [either('Sin acuse', 'Unacknowledged'), count(result.unacknowledged), result.failure ?? ''],
    [
      either('Promesas rotas', 'Broken promises'),
      count(result.broken.length),
      either(
        'aceptadas que no están aplicadas ni duplicadas',
        'accepted, and neither applied nor duplicates',
      ),
    ],
    [either('Envíos comprobados', 'Envíos checked'), count(result.shown.read), shownNote(result)],
    [
      either('Envíos distintos', 'Envíos that differ'),
      count(result.shown.wrong.length),
      either('de lo que debe seguir de lo que pasó', 'from what must follow from what happened'),
    ],
    ['trazas/s', decimal((result.sent / result.elapsedMs) * 1_000, 1), either('enviadas', 'sent')],
    [
      '202',
      `${milliseconds(result.latencies, 0.5)} / ${milliseconds(result.latencies, 0.95)}`,
      requestsNote(result),
    ],
    [
      either('Reintentos', 'Retries'),
      count(result.retries),
      either('tras 503, 429 o un corte de la conexión', 'after 503, 429 or a broken connection'),
    ],
    [either('Tiempo', 'Time'), `${decimal(result.elapsedMs / 1_000, 1)} s`, ''],
  ];
  const problems = result.broken
    .slice(0, SHOWN_PROBLEMS)
    .map(({ idEvento, problem }) => `  ${idEvento}: ${problem}`);
  const rest = result.broken.length - problems.length;
  const wrong = result.shown.wrong.slice(0, SHOWN_PROBLEMS).map((each) => `  ${each}`);
  return [
    table(rows),
    ...(problems.length > 0 ? ['', either('Promesas rotas:', 'Broken promises:'), ...problems] : []),
    ...(rest > 0 ? [`  … ${either(`y ${count(rest)} más`, `and ${count(rest)} more`)}`] : []),
    ...(wrong.length > 0 ? ['', either('Envíos distintos:', 'Envíos that differ:'), ...wrong] : []),
  ].join('\n');
}

/** The outcome for programs. */
export function plainResult(result: SimulationResult, semilla: number): object {
  const { latencies, shown } = result;
  return {
    semilla,
    envios: result.envios,
    enviadas: result.sent,
    repetidas: result.repeated,
    aceptadas: result.acknowledged,
    aplicadas: result.applied,
    duplicadas: result.duplicates,
    rechazadas: result.refused,
    sinAcuse: result.unacknowledged,
    reintentos: result.retries,
    respuestaMs: { p50: percentile(latencies, 0.5) ?? null, p95: percentile(latencies, 0.95) ?? null },
    totalMs: result.elapsedMs,
    promesasRotas: result.broken.map(({ idEvento, problem }) => ({ idEvento, problema: problem })),
    comprobados: shown.read,
    corregidas: shown.corrected,
    noCreidas: shown.unbelieved,
    distintos: shown.wrong,
  };
}

function sentNote({ sent, repeated }: SimulationResult): string {
  const [distinct, again] = [count(sent - repeated), count(repeated)];
  return either(
    `${distinct} distintas; ${again} repetidas como tras una respuesta perdida`,
    `${distinct} distinct; ${again} repeated as after an answer that was lost`,
  );
}

function shownNote({ shown }: SimulationResult): string {
  const [corrected, unbelieved] = [count(shown.corrected), count(shown.unbelieved)];
  return either(
    `${corrected} trazas con la hora corregida por el reloj; ${unbelieved} no creídas`,
    `${corrected} trazas with a time corrected by the clock; ${unbelieved} not believed`,
  );
}

function requestsNote({ latencies }: SimulationResult): string {
  const requests = count(latencies.length);
  return either(
    `p50 / p95 de ${requests} solicitudes, con sus reintentos`,
    `p50 / p95 of ${requests} requests, with their retries`,
  );
}

function milliseconds(values: readonly number[], share: number): string {
  const value = percentile(values, share);
  return value === undefined ? '-' : `${decimal(value, 1)} ms`;
}
