import type { Config } from '../config/config.js';

/**
 * Begins to keep traces where a collector is set; else nothing of it is loaded.
 *
 * @param proceso - Which process it is.
 * @returns what ends it.
 */
export async function startTracing(
  {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_TRACES_SAMPLER_ARG: share,
  }: Pick<Config, 'OTEL_EXPORTER_OTLP_ENDPOINT' | 'OTEL_TRACES_SAMPLER_ARG'>,
  proceso: string,
): Promise<() => Promise<void>> {
  if (endpoint === undefined) return () => Promise.resolve();
  const { keepOtlp } = await import('./otlp.js');
  return keepOtlp({ endpoint, share, service: `trazo-${proceso}` });
}
