import type { OperationTexts } from '../../../platform/api-description/texts/text.js';

const HORARIO = { cron: '0 3 * * 0', zona: 'America/Lima' };

/** Months, jobs, queues and health: what those use who operate it. */
export const JOB_OPERATIONS: OperationTexts = {
  'GET /health/live': { id: 'comprobarVida', en: 'The process answers' },
  'GET /health/startup': {
    id: 'comprobarArranque',
    en: 'The process has started',
    problems: ['cola-no-disponible'],
  },
  'GET /health/ready': {
    id: 'comprobarDisponibilidad',
    en: 'PostgreSQL and Redis answer; `avisos` says what is away without being needed',
    problems: ['cola-no-disponible'],
  },
  'GET /v1/colas': {
    id: 'listarColas',
    en: 'Tells how much is in each queue, how it drains and who works',
    problems: ['cola-no-disponible'],
  },
  'GET /v1/periodos': {
    id: 'listarPeriodos',
    en: 'Tells what changed in each month since its last refresh, and how its base is',
  },
  'GET /v1/periodos/{mes}': {
    id: 'leerPeriodo',
    en: 'Tells where a month stands on its way to the archive',
  },
  'POST /v1/periodos/{mes}/archivado': {
    id: 'archivarPeriodo',
    en: 'Takes a month to the archive, from where it stands and as far as can be',
    problems: ['ejecucion-en-curso'],
  },
  'POST /v1/periodos/{mes}/restauracion': {
    id: 'restaurarPeriodo',
    en: 'Brings a month back from the archive',
    problems: ['ejecucion-en-curso'],
  },
  'GET /v1/programaciones': { id: 'listarProgramaciones', en: 'Lists the programaciones (schedules)' },
  'GET /v1/programaciones/tipos': {
    id: 'listarTipos',
    en: 'Lists the types of jobs, with the schema of their parameters',
  },
  'POST /v1/programaciones/previsualizacion': {
    id: 'previsualizarHorario',
    en: 'Tells when a schedule that is not saved would run: its next ten times',
    example: HORARIO,
  },
  'POST /v1/programaciones': {
    id: 'crearProgramacion',
    en: 'Creates a programación: a job and when it runs',
    example: {
      tipo: 'limpieza',
      nombre: 'limpieza del domingo',
      ...HORARIO,
      parametros: { ejecucionesDias: 90 },
    },
  },
  'GET /v1/programaciones/{id}': { id: 'leerProgramacion', en: 'Reads a programación' },
  'PATCH /v1/programaciones/{id}': {
    id: 'cambiarProgramacion',
    en: 'Changes a programación; what is left out stays',
    example: { cron: '30 3 * * 0', solapamiento: 'encolar' },
  },
  'DELETE /v1/programaciones/{id}': {
    id: 'eliminarProgramacion',
    en: 'Removes a programación; its runs stay',
  },
  'POST /v1/programaciones/{id}/ejecucion': {
    id: 'ejecutarProgramacion',
    en: 'Runs the job now, even when the programación is paused',
    problems: ['ejecucion-en-curso'],
  },
  'POST /v1/programaciones/{id}/pausa': {
    id: 'pausarProgramacion',
    en: 'Pauses a programación: the clock begins nothing any more',
  },
  'DELETE /v1/programaciones/{id}/pausa': {
    id: 'reanudarProgramacion',
    en: 'Resumes a programación from now on: what did not run in the pause is not made up for',
  },
  'GET /v1/programaciones/{id}/previsualizacion': {
    id: 'previsualizarProgramacion',
    en: 'Tells its next ten times, even while it is paused',
  },
  'GET /v1/ejecuciones': { id: 'listarEjecuciones', en: 'Lists runs, newest first' },
  'GET /v1/ejecuciones/{id}': { id: 'leerEjecucion', en: 'Reads a run' },
  'GET /v1/ejecuciones/{id}/registro': {
    id: 'leerRegistro',
    en: 'Reads the log of a run, oldest line first',
  },
  'GET /v1/ejecuciones/{id}/eventos': {
    id: 'seguirEjecucion',
    en: 'Follows a run live',
    description: `Events: \`ejecucion\` whenever something changes, \`linea\` for each line of the log and \`fin\` when it has ended. With
\`Last-Event-ID\` it goes on behind that line; whoever has heard \`fin\` already gets a 204.`,
    samples: {
      'text/event-stream':
        'id: 1\nevent: linea\ndata: {"numero":1,"en":"2026-11-22T14:00:01.000Z","texto":"empieza"}\n\n',
    },
    also: {
      204: { es: 'Ya terminó, y quien pregunta ya lo sabe.', en: 'It has ended, and whoever asks knows.' },
    },
  },
  'POST /v1/ejecuciones/{id}/cancelacion': {
    id: 'cancelarEjecucion',
    en: 'Asks it to stop: at its next safe point, or at once if it still waits',
    problems: ['ejecucion-terminada'],
    location: false,
    answer: { es: 'Está pedido.', en: 'It is asked for.' },
  },
  'POST /v1/ejecuciones/{id}/reintento': {
    id: 'reintentarEjecucion',
    en: 'Repeats a run that failed or was cancelled from its beginning',
    problems: ['ejecucion-sin-fallo', 'ejecucion-en-curso'],
  },
};
