import { either } from '../../cli/words.mjs';
import { count, decimal } from '../runtime/numbers.js';
import { percentile } from '../runtime/statistics.js';
import { table } from '../runtime/table.js';
import type { ReplayResult } from './replay.js';

const SHOWN_MISMATCHES = 10;

/** The outcome as a table, and the first differences if there are any. */
export function report(result: ReplayResult): string {
  const perSecond = (result.sent / result.storingMs) * 1_000;
  const rows: [string, string, string][] = [
    [either('Pedidos', 'Orders'), count(result.orders), ''],
    [either('Trazas enviadas', 'Trazas sent'), count(result.sent), sentNote(result)],
    [either('Aceptadas (202)', 'Accepted (202)'), count(result.acknowledged), ''],
    [either('Guardadas', 'Stored'), count(result.stored), storedNote(result)],
    [
      either('Duplicadas', 'Duplicates'),
      count(result.duplicates),
      either('reconocidas y no guardadas otra vez', 'recognised and not stored again'),
    ],
    [either('Rechazadas', 'Rejected'), count(result.rejected), ''],
    [
      either('Diferencias', 'Differences'),
      count(result.mismatches.length),
      either('con lo que dice el archivo', 'from what the file says'),
    ],
    [
      'trazas/s',
      count(perSecond),
      either('del primer POST al último recibo completo', 'from the first POST to the last complete receipt'),
    ],
    ['202 → visible', visible(result.visibleMs), visibleNote(result.visibleMs)],
    [
      either('Reintentos', 'Retries'),
      count(result.retries),
      either('tras 503, 429 o un corte de la conexión', 'after 503, 429 or a broken connection'),
    ],
    [
      either('Tiempo', 'Time'),
      `${decimal(result.totalMs / 1_000, 1)} s`,
      either('todo, con la creación y la comprobación', 'all of it, with creating and checking'),
    ],
  ];
  return [table(rows), ...mismatchLines(result)].join('\n');
}

/** The outcome for programs. */
export function plainResult(result: ReplayResult, semilla: number): object {
  const { visibleMs } = result;
  return {
    semilla,
    pedidos: result.orders,
    enviadas: result.sent,
    repetidas: result.repeated,
    aceptadas: result.acknowledged,
    guardadas: result.stored,
    nuevas: result.applied,
    duplicadas: result.duplicates,
    rechazadas: result.rejected,
    reintentos: result.retries,
    porSegundo: (result.sent / result.storingMs) * 1_000,
    visibleMs: { p50: percentile(visibleMs, 0.5) ?? null, p95: percentile(visibleMs, 0.95) ?? null },
    totalMs: result.totalMs,
    diferencias: result.mismatches.map(({ codigo, referencia, field, expected, actual }) => ({
      codigo,
      referencia,
      campo: field,
      esperado: expected,
      actual,
    })),
  };
}

function sentNote({ sent, repeated }: ReplayResult): string {
  const [distinct, again] = [count(sent - repeated), count(repeated)];
  return either(
    `${distinct} distintas; ${again} repetidas a propósito`,
    `${distinct} distinct; ${again} repeated on purpose`,
  );
}

function storedNote({ applied }: ReplayResult): string {
  const fresh = count(applied);
  return either(
    `en los historiales; ${fresh} nuevas en esta vuelta`,
    `in the histories; ${fresh} new in this run`,
  );
}

function visible(samples: readonly number[]): string {
  const at = (share: number) => decimal(percentile(samples, share) ?? 0, 1);
  return samples.length > 0 ? `${at(0.5)} / ${at(0.95)} ms` : '-';
}

function visibleNote(samples: readonly number[]): string {
  if (samples.length === 0)
    return either('p50 / p95: ninguna traza fue nueva', 'p50 / p95: no traza was new');
  const taken = count(samples.length);
  return either(
    `p50 / p95 de ${taken} trazas, una por solicitud: del 202 a un GET del envío que la muestra`,
    `p50 / p95 of ${taken} trazas, one a request: from the 202 to a GET of the envío that shows it`,
  );
}

function mismatchLines({ mismatches }: ReplayResult): string[] {
  if (mismatches.length === 0) return [];
  const lines = mismatches
    .slice(0, SHOWN_MISMATCHES)
    .map(({ codigo, referencia, field, expected, actual }) => {
      const order = referencia ? ` (${either('pedido', 'order')} ${referencia})` : '';
      const [due, found] = [JSON.stringify(expected), JSON.stringify(actual)];
      const what = either(`se esperaba ${due} y es ${found}`, `expected ${due}, is ${found}`);
      return `  ${codigo}${order} ${field}: ${what}`;
    });
  const rest = mismatches.length - lines.length;
  const more = rest > 0 ? [`  … ${either(`y ${count(rest)} más`, `and ${count(rest)} more`)}`] : [];
  return ['', either('Diferencias:', 'Differences:'), ...lines, ...more];
}
