import type { Suite } from '../harness/measurement.js';
import { detalleDuranteRefresco } from './detalle-durante-refresco.js';
import { detalleVsPg } from './detalle-vs-pg.js';
import { lecturasFalsas } from './lecturas-falsas.js';
import { lista10x } from './lista-10x.js';
import { listaVsClave } from './lista-vs-clave.js';

const suite: Suite = {
  description: 'si lo que se lee es rápido con años de historia, mientras se refresca, y siempre verdad',
  measurements: [detalleVsPg, detalleDuranteRefresco, listaVsClave, lista10x, lecturasFalsas],
};

export default suite;
