import { say } from '../../scripts/lib/terminal.mjs';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { timed } from '../refresco/changes.js';
import { decimal } from '../../tools/runtime/numbers.js';
import { median } from '../../tools/runtime/statistics.js';
import { archivedYear, fingerprintOf } from './year.js';

/** Whether what comes back is what left. */
export const idaYVuelta: Measurement = {
  id: 'ida_y_vuelta',
  description: 'meses exportados, eliminados y restaurados cuyas tablas tienen las mismas filas ÷ todos',
  target: { atLeast: 1 },
  async run(bench: Bench): Promise<Figure> {
    const year = await archivedYear(bench);
    const took: number[] = [];
    let same = 0;
    for (const { mes, fingerprint } of year.months) {
      took.push((await timed(() => year.restore(mes))) / 1_000);
      const equal = (await fingerprintOf(year, mes)) === fingerprint;
      same += Number(equal);
      say(`  ${mes.slice(0, 7)}: ${decimal(took.at(-1) ?? 0, 1)} s, ${equal ? 'igual' : 'DISTINTO'}`);
    }
    await year.close();
    return {
      value: same / year.months.length,
      unit: 'ratio',
      behind: {
        'restaurar un mes (s)': median(took),
        'filas por mes': median(year.months.map(({ rows }) => rows)),
      },
      notes: [
        'cuenta y suma de huellas de cada fila de envios y trazas del mes, que el programa no usa, antes y después',
      ],
    };
  },
};
