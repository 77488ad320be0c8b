import { unoVsFastify } from '../esqueleto/uno-vs-fastify.js';
import { visibleVsCopy } from '../esqueleto/visible-vs-copy.js';
import type { Suite } from '../harness/measurement.js';
import { loteVsAddBulk, loteVsUno, unoVsJob } from './captures.js';
import { drenajeVsAceptado, memoria10x } from './endurance.js';
import { goodput3x } from './goodput.js';
import { justicia } from './justicia.js';
import { poisonDelay } from './poison.js';
import { rivals } from './rivals.js';
import { visibleP95 } from './visible-p95.js';

const suite: Suite = {
  description:
    'cuánto se toma y se hace visible, frente a lo que un equipo elegiría en su lugar y frente a la sobrecarga',
  measurements: [
    { ...unoVsFastify, target: { atLeast: 0.7 } },
    unoVsJob,
    loteVsUno,
    loteVsAddBulk,
    { ...visibleVsCopy, target: { atLeast: 0.25 } },
    poisonDelay,
    visibleP95,
    justicia,
    goodput3x,
    rivals,
    drenajeVsAceptado,
    memoria10x,
  ],
};

export default suite;
