import type { FieldTexts } from '../../../platform/api-description/texts/text.js';

/** Fields of the readers of the log. */
export const READER_FIELDS: FieldTexts = {
  'Lector.nombre': ['Cómo se llama.', 'What it is called.', 'avisos'],
  pendientes: ['Filas de la bitácora que todavía no leyó.', 'Rows of the log that it has not read yet.', 12],
  'Lector.retrasoS': [
    'Segundos desde que se escribió la más antigua de ellas; 0 si no hay.',
    'Seconds since the oldest of these was written; 0 if there is none.',
    2,
  ],
  apartados: [
    'Hechos que no pudo trabajar y que esperan a un operador.',
    'Facts that it could not work off and that wait for an operator.',
    0,
  ],
  'Lector.worker': [
    'Proceso que lo ejecuta; nulo si ninguno.',
    'Process that runs it; null while none does.',
    'worker-1:4211',
  ],
  avanzadoEn: ['Cuándo avanzó por última vez.', 'When it last moved.', '2026-11-28T15:04:05.000Z'],
  'Lector.error': ['Por qué está detenido, si lo está.', 'Why it stands still, if it does.', null],
  perdio: [
    'Si la bitácora descartó hechos que no había leído.',
    'Whether the log has dropped facts that it had not read.',
    'no',
  ],
  lectores: ['Los lectores de la bitácora.', 'The readers of the log.'],
  'ReenvioInput.desde': [
    'Id del evento tras el que empieza, o el instante en el que empieza.',
    'Id of the event behind which it begins, or the instant at which it begins.',
    '2026-11-28T00:00:00Z',
  ],
  'Apartado.lector': ['Lector que lo apartó.', 'Reader that set it aside.', 'avisos'],
  'Apartado.hecho': [
    'El hecho, como lo recibió.',
    'The fact as it got it.',
    { id: '7-1', type: 'pe.trazo.envio.creado.v1', subjectType: 'envio' },
  ],
  'Apartado.error': ['Qué falló.', 'What went wrong.', 'plantilla sin texto'],
  'Apartado.intentos': ['Veces que se intentó.', 'How often it was tried.', 4],
  apartadoEn: ['Cuándo lo apartó.', 'When it was set aside.', '2026-11-28T15:04:05.000Z'],
  'Apartado.estado': ['Qué fue de él.', 'What became of it.', 'apartado'],
  'ListApartadosInput.estado': ['Solo los que están así.', 'Only those in this state.', 'apartado'],
  'path.nombre': ['Nombre del lector.', 'Name of the reader.', 'avisos'],
};
