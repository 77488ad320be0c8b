import type { FieldTexts } from '../../../platform/api-description/texts/text.js';

const CRON_ES = 'Cuándo: minuto, hora, día, mes y día de la semana. O `cada`.';
const CRON_EN = 'When: minute, hour, day, month, weekday. Or `cada`.';

/** Fields of programaciones, their ejecuciones and the queues. */
export const JOB_FIELDS: FieldTexts = {
  'ProgramacionInput.tipo': ['Tipo del trabajo.', 'Type of the job.', 'limpieza'],
  'Programacion.tipo': ['Tipo del trabajo.', 'Type of the job.', 'limpieza'],
  'Ejecucion.tipo': ['Tipo del trabajo.', 'Type of the job.', 'limpieza'],
  'TipoTrabajo.tipo': ['Tipo del trabajo.', 'Type of the job.', 'limpieza'],
  'ListEjecucionesInput.tipo': ['De trabajos de este tipo.', 'Of jobs of this type.', 'limpieza'],
  'ProgramacionInput.nombre': ['Cómo se la llama.', 'What it is called.', 'limpieza del domingo'],
  'CambioProgramacion.nombre': [
    'Cómo se la llama; nulo lo quita.',
    'What it is called; null takes it away.',
    'limpieza del domingo',
  ],
  'Programacion.nombre': ['Cómo se la llama.', 'What it is called.', 'limpieza del domingo'],
  parametros: [
    'Parámetros del trabajo, según el esquema de su tipo: `GET /v1/programaciones/tipos`.',
    'Parameters of the job, by the schema of its type: `GET /v1/programaciones/tipos`.',
    { ejecucionesDias: 90 },
  ],
  'EjecucionInput.parametros': [
    'Se ponen encima de los de la programación.',
    'Laid over those of the programación.',
    { ejecucionesDias: 60 },
  ],
  cron: [CRON_ES, CRON_EN, '0 3 * * 0'],
  cada: [
    'Cada cuánto (ISO 8601), desde el primer segundo de 1970. O `cron`.',
    'Every so long (ISO 8601), from the first second of 1970 on. Or `cron`.',
    null,
  ],
  'HorarioInput.cada': ['Cada cuánto (ISO 8601). O `cron`.', 'Every so long (ISO 8601). Or `cron`.', null],
  'CambioProgramacion.zona': ['Zona horaria de `cron`.', 'Time zone of `cron`.', 'America/Lima'],
  'ProgramacionInput.zona': [
    'Zona horaria de `cron`; la de TRAZO_ZONA, si se omite.',
    'Time zone of `cron`; that of TRAZO_ZONA if left out.',
    'America/Lima',
  ],
  'HorarioInput.zona': [
    'Zona horaria de `cron`; la de TRAZO_ZONA, si se omite.',
    'Time zone of `cron`; that of TRAZO_ZONA if left out.',
    'America/Lima',
  ],
  solapamiento: [
    'Qué pasa con una ejecución cuya anterior sigue abierta.',
    'What becomes of a run whose predecessor is still open.',
    'omitir',
  ],
  ventanaRecuperacion: [
    'Hasta cuánto después se recupera una hora perdida: de todas, la última.',
    'How late a missed run is still caught up: of all that were missed, the last one.',
    'PT6H',
  ],
  dispersion: [
    'Lo que puede demorar en empezar, al azar.',
    'A run begins so much later at most, at random.',
    'PT0S',
  ],
  tiempoLimite: [
    'Una ejecución que dura más se detiene en su siguiente punto seguro; nulo: sin límite.',
    'A run that takes longer is stopped at its next safe point; null: no limit.',
    'PT1H',
  ],
  pausada: [
    'Si el reloj no inicia nada; a mano, sí se puede.',
    'Whether the clock begins no run; somebody still can.',
  ],
  proximaEn: [
    'Cuándo corre la próxima vez; nulo en pausa.',
    'When it runs next; null while it is paused.',
    '2026-11-29T08:00:00.000Z',
  ],
  ultima: ['Su última ejecución que se guarda.', 'Its last run that is kept.'],
  sinTrabajoEn: [
    'Cuándo, por última vez, no hubo nada que hacer: eso no deja ejecución.',
    'When a run last found nothing to do; such a run leaves no ejecución.',
    null,
  ],
  omitidas: [
    'Ejecuciones que se omitieron porque otra seguía abierta.',
    'Runs that were left out because another one was open.',
    0,
  ],
  omitidaEn: ['Cuándo se omitió la última.', 'When the last one was left out.', null],
  actualizadaEn: ['Cuándo cambió por última vez.', 'When it was last changed.', '2026-11-22T14:00:00.000Z'],
  'PrevisualizacionInput.desde': [
    'A partir de cuándo; ahora, si se omite.',
    'From when on; now if left out.',
    '2026-11-28T00:00:00Z',
  ],
  'HorarioInput.desde': [
    'A partir de cuándo; ahora, si se omite.',
    'From when on; now if left out.',
    '2026-11-28T00:00:00Z',
  ],
  'Previsualizacion.datos': ['Sus horas siguientes, hasta diez.', 'Its next fire times, up to ten.'],
  'FechaPrevista.en': ['El instante, en UTC.', 'The instant, in UTC.', '2026-11-29T08:00:00.000Z'],
  local: [
    'El mismo como lo muestra un reloj de la zona.',
    'The same as a clock in the time zone shows it.',
    '2026-11-29T03:00:00-05:00',
  ],
  esquema: [
    'JSON Schema de sus parámetros.',
    'JSON Schema of its parameters.',
    { type: 'object', properties: {} },
  ],

  programacionId: [
    'Programación de la que es.',
    'The programación that it is of.',
    '01980a3e-5c00-7a10-8d3b-2f6c1e9b4a06',
  ],
  'Ejecucion.estado': [
    'Dónde está; los tres últimos son finales.',
    'Where it stands; the last three are final.',
    'completada',
  ],
  'UltimaEjecucion.estado': ['Dónde está.', 'Where it stands.', 'completada'],
  'ListEjecucionesInput.estado': ['En este estado.', 'In this state.'],
  simulacro: [
    'Solo decir qué haría, sin tocar nada.',
    'Only say what would be done, without touching anything.',
    true,
  ],
  'Ejecucion.simulacro': ['Si solo dice qué haría.', 'Whether it only says what it would do.'],
  'Ejecucion.origen': [
    'Quién la inició: el reloj, alguien, o alguien tras un fallo.',
    'What began it: the clock, somebody, or somebody after it had failed.',
    'manual',
  ],
  'ListEjecucionesInput.origen': ['Iniciadas así.', 'Begun in this way.'],
  'ListEjecucionesInput.programacionId': ['De esta programación.', 'Of this programación.'],
  'ListEjecucionesInput.desde': ['Creadas en este instante o después.', 'Created at this moment or later.'],
  'ListEjecucionesInput.hasta': ['Creadas antes de este instante.', 'Created before this moment.'],
  iniciadaPor: [
    'Dirección de quien la pidió; nulo si fue el reloj.',
    'Address of whoever asked for it; null when the clock did.',
    '127.0.0.1',
  ],
  reintentoDe: ['La ejecución que esta repite.', 'The run that this one repeats.', null],
  previstaEn: ['La hora a la que corresponde.', 'The fire time that it is for.', null],
  progreso: ['Hasta dónde va.', 'How far it is.'],
  hecho: ['Cuánto está hecho.', 'How much is done.', 1],
  'Progreso.total': [
    'Cuánto es en total; nulo si no se sabe.',
    'How much there is in all; null if that is not known.',
    1,
  ],
  unidad: ['Qué se cuenta.', 'What is counted.', 'meses'],
  porSegundo: ['Cuánto por segundo.', 'How much a second.', 2.5],
  restanteS: ['Segundos que faltan, a ese paso.', 'Seconds until it is done, at that speed.', 0],
  'Ejecucion.lineas': ['Líneas de su registro.', 'Lines of its log.', 2],
  resultado: ['En qué resultó.', 'What it came to.', { borradas: 12 }],
  'Ejecucion.problema': ['Por qué falló; nulo si no.', 'Why it failed; null if it did not.', null],
  'ProblemaEjecucion.type': [
    'Página que explica el problema.',
    'Page that explains the problem.',
    '/problemas/tiempo-agotado',
  ],
  'Ejecucion.intentos': [
    'Veces que empezó: más de una cuando un worker se detuvo o desapareció.',
    'Times it was begun: more than once when a worker stopped or vanished.',
    1,
  ],
  worker: ['El proceso que la tiene o la tuvo.', 'The process that has it or had it last.', 'worker-1:4242'],
  cancelacionEn: ['Cuándo se pidió que se detenga.', 'When it was asked to stop.', null],
  canceladaPor: [
    'Dirección de quien lo pidió, o `solapamiento`.',
    'Address of whoever asked, or `solapamiento`.',
    null,
  ],
  iniciadaEn: ['Cuándo empezó.', 'When it began.', '2026-11-22T14:00:01.000Z'],
  despuesDe: ['Después de esta línea.', 'After this line.'],
  numero: ['Número de la línea.', 'Number of the line.', 1],
  texto: ['Lo que dice.', 'What it says.', 'empieza'],
  'LineaRegistro.en': ['Cuándo se escribió.', 'When it was written.', '2026-11-22T14:00:01.000Z'],

  'Cola.nombre': ['Nombre de la cola.', 'Name of the queue.'],
  trabajos: ['Sus trabajos, por estado.', 'Its jobs, by state.'],
  enEspera: ['Esperan a un worker.', 'Waiting for a worker.', 0],
  activos: ['En manos de un worker.', 'In a worker’s hands.', 1],
  demorados: [
    'Para después: otro intento, o la próxima hora.',
    'For later: another try, or the next fire time.',
    0,
  ],
  fallidos: ['Dados por perdidos.', 'Given up.', 0],
  'Cola.trazas': [
    'Trazas que aún no se guardan; una estimación desde 1.000 trabajos. Solo en las colas que las llevan.',
    'Trazas that are not stored yet; an estimate above 1,000 jobs. Only of queues that carry trazas.',
    120,
  ],
  drenaje: [
    'Cuánto se hizo por segundo en el último minuto.',
    'How much was done per second over the last minute.',
  ],
  trabajosPorSegundo: ['Trabajos por segundo.', 'Jobs a second.', 4.2],
  trazasPorSegundo: [
    'Trazas por segundo; solo en las colas que las llevan.',
    'Trazas a second; only of queues that carry them.',
    850,
  ],
  vaciadoS: [
    'Segundos para vaciarla, al paso de workers ocupados; nulo mientras no se sabe.',
    'Seconds to get done what is in it, at the speed of busy workers; null while that is not known.',
    0.2,
  ],
  esperaMasLargaS: [
    'Segundos que el trabajo más antiguo espera a un worker; nulo si ninguno espera.',
    'Seconds that the oldest job has been waiting for a worker; null if none waits.',
    null,
  ],
  retrasoS: [
    'Segundos desde que el más antiguo sin terminar llegó o debía correr; nulo si no hay.',
    'Seconds since the oldest job that is not done came in or was due; null if there is none.',
    null,
  ],
  workers: ['Procesos worker con vida.', 'Worker processes that are alive.', 2],
};
