import type { FieldTexts } from '../../../platform/api-description/texts/text.js';

/** Fields of months and of the archive. */
export const ARCHIVE_FIELDS: FieldTexts = {
  incluido: [
    'Si la respuesta trae lo que está en el archivo: se pide con `incluirArchivo=true`.',
    'Whether the answer has what is in the archive: asked for with `incluirArchivo=true`.',
  ],
  'AlcanceArchivo.desde': [
    'El primer mes archivado que alcanza.',
    'The first archived month that it reaches.',
    '2019-01',
  ],
  'AlcanceArchivo.hasta': ['El último.', 'The last one.', '2023-10'],
  periodos: ['Cuántos meses son.', 'How many months they are.', 58],
  mes: ['El mes.', 'The month.', '2023-04'],
  'Periodo.mes': ['Su primer día.', 'Its first day.', '2023-04-01'],
  'EstadoDePeriodo.estado': [
    'Dónde está en su camino al archivo.',
    'Where it stands on its way to the archive.',
  ],
  'Periodo.estado': [
    'Dónde está en su camino al archivo.',
    'Where it stands on its way to the archive.',
    'abierto',
  ],
  cambiadoEn: ['Desde cuándo.', 'Since when.', '2026-11-22T02:00:00.000Z'],
  abiertoEn: ['Cuándo se abrió.', 'When it was opened.', '2023-02-01T05:00:00.000Z'],
  caliente: [
    'Si la base tiene envíos suyos: todos, o los que quedaron cuando los demás se archivaron.',
    'Whether the database holds envíos of it: all of them, or those that stayed when the others were archived.',
  ],
  archivo: [
    'Lo que el archivo tiene de él; nulo mientras la base lo tiene todo.',
    'What the archive has of it; null while the database has everything.',
  ],
  separadoEn: [
    'Cuándo se sacaron de uso sus tablas; se borran tras la gracia.',
    'When its tables were taken out of use; they are dropped after the grace.',
    null,
  ],
  restauradoEn: ['Cuándo se trajo de vuelta.', 'When it was brought back.', null],
  problema: [
    'Por qué se quedó en su camino; nulo si no.',
    'Why it stands still on its way; null if it does not.',
    null,
  ],
  'EstadoDePeriodo.lugar': [
    'Directorio o URL del archivo.',
    'Directory or URL of the archive.',
    's3://trazo/archivo',
  ],
  generacion: ['Número de la exportación que responde.', 'Number of the export that answers.', 1],
  'PeriodoArchivado.envios': ['Envíos archivados.', 'Envíos that were archived.', 812345],
  'PeriodoArchivado.trazas': ['Trazas archivadas.', 'Trazas that were archived.', 3249380],
  bytes: ['Bytes de sus archivos.', 'Bytes of its files.', 183500800],
  'ProblemaDePeriodo.codigo': ['Código del problema.', 'Code of the problem.', 'archivo-no-disponible'],
  'ProblemaDePeriodo.detalle': ['Lo mismo en palabras.', 'The same in words.', 'El archivo no responde.'],
  modelos: ['Sus modelos de lectura.', 'Its read models.'],
  'ModeloDelPeriodo.nombre': ['Nombre del modelo de lectura.', 'Name of the read model.', 'envios_detalle'],
  sucio: [
    'Si algo cambió desde que se refrescó su base. Las lecturas lo muestran igual.',
    'Whether anything changed since the base was refreshed. Reads show it all the same.',
  ],
  filasDelta: ['Filas que cambiaron desde entonces.', 'Rows that changed since.', 12],
  pendienteDesde: [
    'Desde cuándo hay alguna, como lo notó el refresco; nulo si no hay.',
    'Since when there have been some, as the refresher noticed it; null if there are none.',
    null,
  ],
  pendienteS: ['Segundos desde entonces.', 'Seconds since then.', null],
  filasBase: ['Filas de la base en su último refresco.', 'Rows of the base at its last refresh.', 812345],
  bytesBase: [
    'Tamaño de la base con sus índices, en bytes.',
    'Size of the base with its indexes, in bytes.',
    734003200,
  ],
  refrescadoEn: [
    'Cuándo se refrescó la base; nulo si nunca.',
    'When the base was last refreshed; null if never.',
    '2026-11-22T14:00:00.000Z',
  ],
  refrescoMs: ['Milisegundos que tomó.', 'Milliseconds that took.', 5400],
  filasPlegadas: ['Filas que tomó del delta.', 'Rows that it folded in.', 830],
  'TrabajoDePeriodoInput.simulacro': ['Solo decir qué haría.', 'Only say what would be done.', true],
  'PurgaInput.motivo': [
    'Por qué se borra; queda en el registro.',
    'Why it is deleted; it stays on record.',
    'pedido del titular',
  ],
};
