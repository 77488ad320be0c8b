/** Every queue there is. Start-up fails when one has no worker, or two. */
export const QUEUES = ['trazas', 'esperas', 'refresco', 'periodos', 'retencion', 'importaciones'] as const;

/** Name of a queue. */
export type QueueName = (typeof QUEUES)[number];
