/** Every type of job there is. Start-up fails when one has no class, or two, or no parameters, or two. */
export const JOB_TYPES = [
  'refresco',
  'apertura-de-periodos',
  'limpieza',
  'reconstruccion',
  'archivado',
  'restauracion',
  'purga',
  'propagacion',
] as const;

/** Name of a type of job. */
export type JobType = (typeof JOB_TYPES)[number];
