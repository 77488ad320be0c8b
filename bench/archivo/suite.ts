import type { Suite } from '../harness/measurement.js';
import { bloqueo } from './bloqueo.js';
import { exportVsCopy } from './export-vs-copy.js';
import { idaYVuelta } from './ida-y-vuelta.js';
import { lecturaArchivada } from './lectura-archivada.js';
import { p95Archivando } from './p95-archivando.js';
import { parquetVsHeap } from './parquet-vs-heap.js';
import { trasArchivar } from './tras-archivar.js';

const suite: Suite = {
  description: 'cuánto ocupa lo archivado, cuánto tarda en irse y en volver, y si alguien lo nota',
  // The first five look at the same archived year; the round trip ends it.
  measurements: [
    parquetVsHeap,
    exportVsCopy,
    lecturaArchivada,
    trasArchivar,
    idaYVuelta,
    p95Archivando,
    bloqueo,
  ],
};

export default suite;
