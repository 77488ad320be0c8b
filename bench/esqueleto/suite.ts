import type { Suite } from '../harness/measurement.js';
import { detalleVsPg } from './detalle-vs-pg.js';
import { unoVsFastify } from './uno-vs-fastify.js';
import { visibleVsCopy } from './visible-vs-copy.js';

const suite: Suite = {
  description: 'cuánto cuesta el camino entero frente a lo mínimo que haría lo mismo',
  measurements: [unoVsFastify, visibleVsCopy, detalleVsPg],
};

export default suite;
