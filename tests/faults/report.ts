import { either } from '../../cli/words.mjs';
import { count } from '../../tools/runtime/numbers.js';
import { median } from '../../tools/runtime/statistics.js';
import { table } from '../../tools/runtime/table.js';
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
    [
      either('falla', 'fault'),
      either('veces', 'times'),
      either('recuperación p50 ms', 'recovery p50 ms'),
      either('máx. ms', 'max. ms'),
      '',
    ],
    ...[...kinds].sort(([a], [b]) => a.localeCompare(b)).map(([name, times]) => row(name, times)),
    row(
      either('todas', 'all'),
      result.faults.map(({ recoveryMs }) => recoveryMs),
    ),
  ]);
  const totals = table([
    [either('trazas distintas enviadas', 'distinct trazas posted'), count(audit.posted), ''],
    [either('confirmadas con 202', 'acknowledged with 202'), count(audit.acknowledged), ''],
    [either('guardadas', 'stored'), count(audit.stored), ''],
    [either('rechazadas (rechazos)', 'rejected (rechazos)'), count(audit.rejected), ''],
    [either('en espera de su envío', 'waiting for their envío'), count(audit.waiting), ''],
    [either('recibos leídos', 'receipts read'), count(audit.receipts), ''],
    [either('archivos importados', 'files imported'), count(audit.imports), ''],
    [
      either('con la hora corregida por enviadoEn', 'with a time corrected by enviadoEn'),
      count(audit.corrected),
      '',
    ],
    [either('no creídas, por su reloj', 'not believed, by their clock'), count(audit.unbelieved), ''],
    [either('repetidas con otro contenido', 'repeated with other contents'), count(audit.distinct), ''],
    [either('perdidas', 'lost'), count(audit.lost.length), ''],
    [either('dobles', 'doubled'), count(audit.doubled.length), ''],
    [either('alteradas', 'altered'), count(audit.altered.length), ''],
    [
      either('recibos que no concuerdan', 'receipts that do not agree'),
      count(audit.receiptFaults.length),
      '',
    ],
    [either('archivos que no concuerdan', 'files that do not agree'), count(audit.importFaults.length), ''],
    [
      either('en espera, o no, contra la regla', 'waiting, or not, against the rule'),
      count(audit.unjustified.length),
      '',
    ],
    [
      either('envíos que no siguen de sus trazas', 'envíos that do not follow from their trazas'),
      count(audit.misfolded.length),
      '',
    ],
    [either('envíos perdidos', 'envíos lost'), count(audit.lostEnvios.length), ''],
    [
      either('dispositivos con otra cuenta o reloj', 'devices with another count or clock'),
      count(audit.wrongDevices.length),
      '',
    ],
    [
      either('filas distintas entre vista y def', 'rows that differ between vista and def'),
      count(audit.differences),
      '',
    ],
  ]);
  const answers = [...result.answers]
    .sort(([, a], [, b]) => b - a)
    .map(([what, times]) => `${what}: ${count(times)}`);
  const missed = [...result.missed].map(([kind, times]) => `${kind}: ${times}`);
  return [
    faults,
    totals,
    `${either('Respuestas', 'Answers')}: ${answers.join(', ')}`,
    ...(missed.length > 0
      ? [
          `${either('Otra falla se cruzó y no cuentan', 'Another fault got in the way; they do not count')}: ${missed.join(', ')}`,
        ]
      : []),
    ...(result.impossible.length > 0
      ? [
          `${either('No se probó, porque aquí no se puede montar un disco', 'Not tried, as no disk can be mounted here')}: ${result.impossible.join(', ')}`,
        ]
      : []),
    either(
      `Semilla ${result.seed}; ${count(seconds)} s en total, ${count(settledMs)} ms desde la última falla hasta quedar en reposo`,
      `Seed ${result.seed}; ${count(seconds)} s in all, ${count(settledMs)} ms from the last fault to rest`,
    ),
    ...(result.violations.length > 0
      ? [
          `${either('Promesas rotas', 'Broken promises')}:\n${result.violations.map((each) => `  - ${each}`).join('\n')}`,
        ]
      : [either('Ninguna promesa rota', 'No promise broken')]),
  ].join('\n\n');
}

/** What a run came to, for programs. */
export function plainRun({ seed, faults, missed, answers, ...result }: RunResult): object {
  return {
    semilla: seed,
    fallas: faults.map(({ kind, target, evidence, recoveryMs }) => ({
      falla: kind,
      sobre: target,
      prueba: evidence,
      recuperacionMs: recoveryMs,
    })),
    noOcurridas: Object.fromEntries(missed),
    imposibles: result.impossible,
    respuestas: Object.fromEntries(answers),
    auditoria: result.audit,
    reposoMs: result.settledMs,
    segundos: result.seconds,
    promesasRotas: result.violations,
  };
}
