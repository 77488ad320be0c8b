/** Every queue there is. Start-up fails when one has no worker, or two. */
export const QUEUES = [
  'trazas-sueltas',
  'trazas',
  'esperas',
  'importaciones',
  'programaciones',
  'ejecuciones',
  'plazos',
] as const;

/** Name of a queue. */
export type QueueName = (typeof QUEUES)[number];

/** The queues whose jobs carry trazas; elsewhere a job is its own item. */
export const TRAZA_QUEUES: readonly QueueName[] = ['trazas-sueltas', 'trazas'];
