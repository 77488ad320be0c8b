import type { SchemaTexts } from '../../../platform/api-description/texts/text.js';

/** Schemas of jobs, months, queues, files, readers and figures. */
export const JOB_SCHEMAS: SchemaTexts = {
  ActividadDelDia: { es: 'Qué pasó en un día.', en: 'What happened on a day.' },
  AlcanceArchivo: {
    es: 'Hasta dónde llega una pregunta en el archivo.',
    en: 'How far a question reaches into the archive.',
  },
  Apartado: {
    es: 'Un hecho que un lector no pudo trabajar.',
    en: 'A fact that a reader could not work off.',
  },
  CambioProgramacion: {
    es: 'Qué cambia de una programación; lo que falta queda como está. Nulo quita el nombre, el límite, y uno de cron y cada.',
    en: 'What of a programación changes; what is left out stays. Null takes away the name, the time limit, and one of cron and cada.',
  },
  Cola: { es: 'Cómo está una cola.', en: 'How a queue is doing.' },
  DeQuien: { es: 'De quién trata una fila de cifras.', en: 'Whom a row of figures is about.' },
  Disponibilidad: {
    es: 'Un proceso listo para atender solicitudes.',
    en: 'A process that is ready for requests.',
  },
  Drenaje: {
    es: 'Cuánto de una cola se hizo por segundo en el último minuto.',
    en: 'How much of a queue was done per second in the last minute.',
  },
  Ejecucion: { es: 'Una ejecución de un trabajo.', en: 'A run of a job.' },
  EjecucionInput: { es: 'Cómo ejecutarlo esta vez.', en: 'How to run it this time.' },
  EnviosEnEstado: { es: 'Envíos en un estado.', en: 'Envíos in an estado.' },
  EstadoDePeriodo: {
    es: 'Un mes (UTC) de envíos, y dónde está en su camino al archivo.',
    en: 'A month (UTC) of envíos, and where it stands on its way into the archive.',
  },
  FechaPrevista: { es: 'Cuándo correría.', en: 'When it would run.' },
  FilaKpiDiario: { es: 'Qué pasó, por lo que se pidió.', en: 'What happened, by what was asked for.' },
  FilaKpiMotivo: { es: 'Trazas con un motivo.', en: 'Trazas with a motivo.' },
  FilaKpiTransito: {
    es: 'Horas desde que se recoge (o se crea) hasta que se entrega.',
    en: 'Hours from being picked up (or created) to being delivered.',
  },
  HorarioInput: { es: 'Un horario que nadie ha guardado.', en: 'A schedule that nobody has saved.' },
  Importacion: {
    es: 'Un archivo que se subió, y hasta dónde va.',
    en: 'A file that was uploaded, and how far it is.',
  },
  KpiResumen: { es: 'Cómo está todo.', en: 'How everything stands.' },
  Lector: { es: 'Cómo está un lector de la bitácora.', en: 'How a reader of the log is doing.' },
  LineaRegistro: {
    es: 'Una línea del registro de una ejecución.',
    en: 'A line of the log of a run.',
  },
  ListaColas: { es: 'Todas las colas.', en: 'All queues.' },
  ListaKpiDiario: { es: 'Las cifras de cada día.', en: 'The figures of each day.' },
  ListaKpiMotivos: { es: 'Las cifras de cada motivo.', en: 'The figures of each motivo.' },
  ListaKpiTransito: { es: 'Cuánto tardan los envíos.', en: 'How long envíos take.' },
  ListaLectores: { es: 'Todos los lectores.', en: 'All readers.' },
  ListaPeriodos: { es: 'Todos los meses, el más nuevo primero.', en: 'All months, the newest first.' },
  ListaProgramaciones: { es: 'Todas las programaciones.', en: 'All programaciones.' },
  ListaTipos: { es: 'Todos los tipos de trabajos.', en: 'All types of jobs.' },
  ModeloDelPeriodo: {
    es: 'Cómo está un modelo de lectura en un mes.',
    en: 'How a read model stands in a month.',
  },
  PaginaApartados: { es: 'Una página de hechos apartados.', en: 'A page of facts that were set aside.' },
  PaginaEjecuciones: { es: 'Una página de ejecuciones.', en: 'A page of runs.' },
  PaginaImportaciones: { es: 'Una página de importaciones.', en: 'A page of importaciones.' },
  Periodo: { es: 'Un mes de envíos.', en: 'A month of envíos.' },
  PeriodoArchivado: { es: 'Lo que el archivo tiene de un mes.', en: 'What the archive has of a month.' },
  Previsualizacion: { es: 'Las próximas veces que correría.', en: 'The next times it would run.' },
  ProblemaDePeriodo: {
    es: 'Por qué un mes no avanza: un aviso para quien opera.',
    en: 'Why a month stands still: an alert for an operator.',
  },
  ProblemaEjecucion: { es: 'Por qué falló una ejecución.', en: 'Why a run failed.' },
  Programacion: { es: 'Un trabajo, y cuándo corre.', en: 'A job, and when it runs.' },
  ProgramacionInput: {
    es: 'Un trabajo y cómo ha de correr: con un cron o un cada.',
    en: 'A job and how it is to run: with a cron or a cada.',
  },
  Progreso: { es: 'Hasta dónde va una ejecución.', en: 'How far a run is.' },
  ProgresoLineas: { es: 'Hasta dónde va algo, en líneas.', en: 'How far something is, in lines.' },
  PurgaInput: { es: 'Por qué, para la auditoría.', en: 'Why, for the audit.' },
  ReenvioInput: { es: 'Desde dónde ha de leer de nuevo.', en: 'Where a reader is to begin again.' },
  Registro: {
    es: 'Líneas del registro de una ejecución, la más vieja primero.',
    en: 'Lines of the log of a run, oldest first.',
  },
  TipoTrabajo: { es: 'Un tipo de trabajo.', en: 'A type of job.' },
  TrabajoDePeriodoInput: { es: 'Cómo hacerlo.', en: 'How to do it.' },
  Trabajos: { es: 'Trabajos de una cola, por estado.', en: 'Jobs of a queue, by state.' },
  UltimaEjecucion: {
    es: 'La última ejecución que empezó de una programación.',
    en: 'The run of a programación that began last.',
  },
  Vida: { es: 'Un proceso que responde.', en: 'A process that answers.' },
};
