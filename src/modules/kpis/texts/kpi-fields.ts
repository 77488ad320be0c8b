import type { FieldTexts } from '../../../platform/api-description/texts/text.js';

const POR_ES = 'Una fila por cada uno de estos. Varios: repetido, o con comas entre ellos.';
const POR_EN = 'One row for each of these. Several: repeated, or with commas between them.';

/** Fields of figures. */
export const KPI_FIELDS: FieldTexts = {
  calculadoEn: [
    'Todo lo guardado hasta entonces está contado.',
    'Everything that was stored until then is counted.',
    '2026-11-22T15:05:00.000Z',
  ],
  'KpiResumen.archivo': [
    'Hasta dónde alcanzan las cifras el archivo; nulo si no lo alcanzan.',
    'How far the figures reach into the archive; null if they do not.',
    null,
  ],
  'ListaKpiDiario.archivo': [
    'Hasta dónde alcanzan las cifras el archivo; nulo si no lo alcanzan.',
    'How far the figures reach into the archive; null if they do not.',
    null,
  ],
  'ListaKpiTransito.archivo': [
    'Hasta dónde alcanzan las cifras el archivo; nulo si no lo alcanzan.',
    'How far the figures reach into the archive; null if they do not.',
    null,
  ],
  'ListaKpiMotivos.archivo': [
    'Hasta dónde alcanzan las cifras el archivo; nulo si no lo alcanzan.',
    'How far the figures reach into the archive; null if they do not.',
    null,
  ],
  estados: ['Cuántos envíos hay en cada estado.', 'How many envíos are in each estado.'],
  'EnviosEnEstado.estado': ['El estado.', 'The estado.', 'en_transito'],
  'EnviosEnEstado.envios': ['Envíos en ese estado.', 'Envíos in that estado.', 5120],
  abiertos: ['Envíos que no están cerrados.', 'Envíos that are not closed.', 7200],
  atrasados: [
    'De ellos, los que pasaron su fechaEstimada, a la hora.',
    'Of those, the ones past their fechaEstimada, to the hour.',
    340,
  ],
  sinMovimiento: [
    'De ellos, los que llevan tantas horas sin una traza, a la hora.',
    'Of those, the ones without a traza for so many hours, to the hour.',
    85,
  ],
  anomalas: ['Trazas que no se creen.', 'Trazas that are not believed.', 12],
  hoy: ['Hoy hasta ahora.', 'Today so far.'],
  ayer: ['Ayer, el día entero.', 'Yesterday, the whole day.'],
  dia: ['Día del negocio, en `zona`.', 'Business day, in `zona`.', '2026-11-22'],
  creados: ['Envíos creados.', 'Envíos that were created.', 1200],
  entregados: ['Envíos entregados.', 'Envíos that were delivered.', 1100],
  conFechaEstimada: [
    'De los entregados, los que tenían fechaEstimada.',
    'Of the delivered ones, those with a fechaEstimada.',
    1000,
  ],
  aTiempo: [
    'De esos, los que se entregaron hasta entonces.',
    'Of those, the ones that were delivered by then.',
    950,
  ],
  proporcionATiempo: ['Qué parte son; nulo si no hay.', 'What share they are; null if there are none.', 0.95],
  primerosIntentos: [
    'Envíos que se intentaron entregar por primera vez.',
    'Envíos that were tried to be delivered for the first time.',
    1150,
  ],
  logradosAlPrimero: [
    'De esos, los que se entregaron a la primera.',
    'Of those, the ones that were delivered at once.',
    1060,
  ],
  proporcionAlPrimero: [
    'Qué parte son; nulo si no hay.',
    'What share they are; null if there are none.',
    0.92,
  ],
  carril: ['De qué región a cuál.', 'From which region to which.'],
  'Carril.origen': ['Región de origen.', 'Region of origin.', 'LIM'],
  'Carril.destino': ['Región de destino.', 'Region of destination.', 'CUS'],
  p50H: [
    'Horas en las que llegó la mitad; cada percentil yerra a lo sumo en `errorMaximo` de sí mismo.',
    'Hours within which half of them arrived; each percentile is off by at most `errorMaximo` of itself.',
    26.5,
  ],
  p90H: ['Horas en las que llegó el 90 %.', 'Hours within which 90 % of them arrived.', 50.2],
  p95H: ['Horas en las que llegó el 95 %.', 'Hours within which 95 % of them arrived.', 68],
  errorMaximo: [
    'Lo más que puede errar un percentil, como parte de sí mismo.',
    'The most that a percentile may be off, as a share of itself.',
    0.05,
  ],
  'FilaKpiTransito.entregados': ['Envíos entregados que hay detrás.', 'Delivered envíos behind it.', 1100],
  'FilaKpiMotivo.motivo': ['El motivo.', 'The motivo (reason).', 'destinatario_ausente'],
  'FilaKpiMotivo.trazas': ['Trazas con él.', 'Trazas with it.', 42],
  'ListaKpiDiario.desde': ['Primer día.', 'First day.', '2026-10-24'],
  'ListaKpiTransito.desde': ['Primer día.', 'First day.', '2026-10-24'],
  'ListaKpiMotivos.desde': ['Primer día.', 'First day.', '2026-10-24'],
  'ListaKpiDiario.hasta': ['Último día, incluido.', 'Last day, itself included.', '2026-11-22'],
  'ListaKpiTransito.hasta': ['Último día, incluido.', 'Last day, itself included.', '2026-11-22'],
  'ListaKpiMotivos.hasta': ['Último día, incluido.', 'Last day, itself included.', '2026-11-22'],
  'DeQuien.id': ['Su id.', 'Its id.', '01980a3e-5c00-7a10-8d3b-2f6c1e9b4a01'],
  'KpiDiarioInput.por': [POR_ES, POR_EN],
  'KpiMotivosInput.por': [POR_ES, POR_EN],
  'KpiTransitoInput.por': [
    `${POR_ES} \`carril\`: de región a región.`,
    `${POR_EN} \`carril\`: from region to region.`,
  ],
};
