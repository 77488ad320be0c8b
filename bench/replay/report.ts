import { count, decimal } from '../runtime/numbers.js';
import { percentile } from '../runtime/statistics.js';
import { table } from '../runtime/table.js';
import type { ReplayResult } from './replay.js';

const SHOWN_MISMATCHES = 10;

/** The outcome as a table, and the first differences if there are any. */
export function report(result: ReplayResult): string {
  const perSecond = (result.sent / result.storingMs) * 1_000;
  const rows: [string, string, string][] = [
    ['Pedidos', count(result.orders), ''],
    [
      'Trazas enviadas',
      count(result.sent),
      `${count(result.sent - result.repeated)} distintas; ${count(result.repeated)} repetidas a propósito`,
    ],
    ['Aceptadas (202)', count(result.acknowledged), ''],
    ['Guardadas', count(result.stored), `en los historiales; ${count(result.applied)} nuevas en esta vuelta`],
    ['Duplicadas', count(result.duplicates), 'reconocidas y no guardadas otra vez'],
    ['Rechazadas', count(result.rejected), ''],
    ['Diferencias', count(result.mismatches.length), 'con lo que dice el archivo'],
    ['trazas/s', count(perSecond), 'del primer POST al último recibo completo'],
    ['202 → visible', visible(result.visibleMs), visibleNote(result.visibleMs)],
    ['Reintentos', count(result.retries), 'tras 503, 429 o un corte de la conexión'],
    ['Tiempo', `${decimal(result.totalMs / 1_000, 1)} s`, 'todo, con la creación y la comprobación'],
  ];
  return [table(rows), ...mismatchLines(result)].join('\n');
}

function visible(samples: readonly number[]): string {
  const at = (share: number) => decimal(percentile(samples, share) ?? 0, 1);
  return samples.length > 0 ? `${at(0.5)} / ${at(0.95)} ms` : '-';
}

function visibleNote(samples: readonly number[]): string {
  if (samples.length === 0) return 'p50 / p95: ninguna traza fue nueva';
  return `p50 / p95 de ${count(samples.length)} trazas, una por solicitud: del 202 a un GET del envío que la muestra`;
}

function mismatchLines({ mismatches }: ReplayResult): string[] {
  if (mismatches.length === 0) return [];
  const lines = mismatches
    .slice(0, SHOWN_MISMATCHES)
    .map(({ codigo, referencia, field, expected, actual }) => {
      const order = referencia ? ` (pedido ${referencia})` : '';
      return `  ${codigo}${order} ${field}: se esperaba ${JSON.stringify(expected)} y es ${JSON.stringify(actual)}`;
    });
  const rest = mismatches.length - lines.length;
  return ['', 'Diferencias:', ...lines, ...(rest > 0 ? [`  … y ${count(rest)} más`] : [])];
}
