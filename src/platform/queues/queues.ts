/** Every queue there is. Start-up fails when one has no worker, or two. */
export const QUEUES = ['trazas', 'esperas', 'importaciones', 'programaciones', 'ejecuciones'] as const;

/** Name of a queue. */
export type QueueName = (typeof QUEUES)[number];
