import type { Suite } from '../harness/measurement.js';
import { blockedLoop } from './blocked-loop.js';

const suite: Suite = {
  description: 'cuánto hace esperar a los demás lo peor que uno puede enviar',
  measurements: [blockedLoop],
};

export default suite;
