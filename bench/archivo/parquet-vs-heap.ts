import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { count } from '../../tools/runtime/numbers.js';
import { archivedYear } from './year.js';

const MIB = 2 ** 20;

/** How much room a month takes in the archive. */
export const parquetVsHeap: Measurement = {
  id: 'parquet_vs_heap',
  description: 'bytes de los ficheros de un mes ÷ sus tablas con sus índices',
  target: { atMost: 0.15 },
  async run(bench: Bench): Promise<Figure> {
    const { months, size } = await archivedYear(bench);
    const sum = (of: 'tables' | 'base' | 'files') => months.reduce((total, month) => total + month[of], 0);
    return {
      value: sum('files') / sum('tables'),
      unit: 'ratio',
      behind: {
        'ficheros (MiB)': sum('files') / MIB,
        'tablas e índices (MiB)': sum('tables') / MIB,
        'modelo de lectura, que también se va (MiB)': sum('base') / MIB,
        'ficheros ÷ todo lo que se va': sum('files') / (sum('tables') + sum('base')),
      },
      notes: [
        `${months.length} meses de ${count(size.envios)} envíos en ${size.months}; los ficheros incluyen lo que las listas y las cifras leen`,
      ],
    };
  },
};
