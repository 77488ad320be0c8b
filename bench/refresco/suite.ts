import type { Suite } from '../harness/measurement.js';
import { baseHinchazon } from './bloat.js';
import { refrescoVacio } from './empty.js';
import { disenoSimple } from './plain-design.js';
import { refresco10x } from './ten-times.js';
import { visible1pct } from './visible.js';

const suite: Suite = {
  description: 'lo que cuesta refrescar, según lo que cambió y según lo que hay',
  measurements: [refrescoVacio, visible1pct, refresco10x, baseHinchazon, disenoSimple],
};

export default suite;
