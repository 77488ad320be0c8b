import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { median } from '../../tools/runtime/statistics.js';
import { archivedYear } from './year.js';

/** How fast a month is written. */
export const exportVsCopy: Measurement = {
  id: 'export_vs_copy',
  description:
    'filas/s del paso de exportación, hasta que el manifiesto está en el almacén ÷ COPY TO STDOUT a nada',
  target: { atLeast: 0.5 },
  async run(bench: Bench): Promise<Figure> {
    const { months } = await archivedYear(bench);
    const step = (estado: string) => median(months.map(({ steps }) => steps[estado] ?? NaN)) / 1_000;
    const perSecond = (ms: (month: (typeof months)[number]) => number) =>
      median(months.map((month) => (month.rows / ms(month)) * 1_000));
    return {
      value: median(months.map(({ copyMs, steps }) => copyMs / (steps['exportado'] ?? NaN))),
      unit: 'ratio',
      behind: {
        'exportación (filas/s)': perSecond(({ steps }) => steps['exportado'] ?? NaN),
        'COPY (filas/s)': perSecond(({ copyMs }) => copyMs),
        'cerrar un mes (s)': step('cerrado'),
        'exportarlo (s)': step('exportado'),
        'leerlo de vuelta y compararlo (s)': step('verificado'),
        'separarlo (s)': step('separado'),
        'eliminarlo (s)': step('eliminado'),
      },
      notes: [
        'mediana de los meses; COPY de las particiones del mismo mes justo antes, en texto, ya en memoria',
      ],
    };
  },
};
