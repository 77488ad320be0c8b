import { count } from '../../bench/runtime/numbers.js';
import { median } from '../../bench/runtime/statistics.js';
import { table } from '../../bench/runtime/table.js';
import type { RunResult } from './run.js';

/** What a run came to, as its reader wants to see it. */
export function describeRun(result: RunResult): string {
  const { audit, seconds, settledMs } = result;
  const kinds = new Map<string, number[]>();
  for (const { kind, recoveryMs } of result.faults) kinds.set(kind, [...(kinds.get(kind) ?? []), recoveryMs]);
  const row = (name: string, times: number[]) => [
    name,
    count(times.length),
    count(median(times)),
    count(Math.max(...times)),
    '',
  ];
  const faults = table([
    ['falla', 'veces', 'recuperación p50 ms', 'máx. ms', ''],
    ...[...kinds].sort(([a], [b]) => a.localeCompare(b)).map(([name, times]) => row(name, times)),
    row(
      'todas',
      result.faults.map(({ recoveryMs }) => recoveryMs),
    ),
  ]);
  const totals = table([
    ['trazas distintas enviadas', count(audit.posted), ''],
    ['confirmadas con 202', count(audit.acknowledged), ''],
    ['guardadas', count(audit.stored), ''],
    ['rechazadas (rechazos)', count(audit.rejected), ''],
    ['en espera de su envío', count(audit.waiting), ''],
    ['recibos leídos', count(audit.receipts), ''],
    ['archivos importados', count(audit.imports), ''],
    ['con la hora corregida por enviadoEn', count(audit.corrected), ''],
    ['no creídas, por su reloj', count(audit.unbelieved), ''],
    ['repetidas con otro contenido', count(audit.distinct), ''],
    ['perdidas', count(audit.lost.length), ''],
    ['dobles', count(audit.doubled.length), ''],
    ['alteradas', count(audit.altered.length), ''],
    ['recibos que no concuerdan', count(audit.receiptFaults.length), ''],
    ['archivos que no concuerdan', count(audit.importFaults.length), ''],
    ['en espera, o no, contra la regla', count(audit.unjustified.length), ''],
    ['envíos que no siguen de sus trazas', count(audit.misfolded.length), ''],
    ['envíos perdidos', count(audit.lostEnvios.length), ''],
    ['dispositivos con otra cuenta o reloj', count(audit.wrongDevices.length), ''],
    ['filas distintas entre vista y def', count(audit.differences), ''],
  ]);
  const answers = [...result.answers]
    .sort(([, a], [, b]) => b - a)
    .map(([what, times]) => `${what}: ${count(times)}`);
  const missed = [...result.missed].map(([kind, times]) => `${kind}: ${times}`);
  return [
    faults,
    totals,
    `Respuestas: ${answers.join(', ')}`,
    ...(missed.length > 0 ? [`Otra falla se cruzó y no cuentan: ${missed.join(', ')}`] : []),
    ...(result.impossible.length > 0
      ? [`No se probó, porque aquí no se puede montar un disco: ${result.impossible.join(', ')}`]
      : []),
    `Semilla ${result.seed}; ${count(seconds)} s en total, ${count(settledMs)} ms desde la última falla hasta quedar en reposo`,
    ...(result.violations.length > 0
      ? [`Promesas rotas:\n${result.violations.map((each) => `  - ${each}`).join('\n')}`]
      : ['Ninguna promesa rota']),
  ].join('\n\n');
}
